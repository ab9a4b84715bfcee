namespace Amazon.SimpleEmailV2.Model;

public class MessageTag
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
