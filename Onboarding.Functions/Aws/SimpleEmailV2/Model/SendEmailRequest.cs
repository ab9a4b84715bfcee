using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</summary>
public class SendEmailRequest : AmazonWebServiceRequest
{
    public string? FromEmailAddress { get; set; }

    public Destination? Destination { get; set; }

    public List<string>? ReplyToAddresses { get; set; }

    public EmailContent? Content { get; set; }

    public List<MessageTag>? EmailTags { get; set; }

    public string? ConfigurationSetName { get; set; }
}
