namespace Amazon.SimpleEmailV2.Model;

/// <summary>Raw and templated mails, which the official type also holds, are not sent by this project.</summary>
public class EmailContent
{
    public Message? Simple { get; set; }
}
