namespace Amazon.SimpleEmailV2.Model;

public class Message
{
    public Content? Subject { get; set; }

    public Body? Body { get; set; }
}
