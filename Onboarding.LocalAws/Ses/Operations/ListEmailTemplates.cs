using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// ListEmailTemplates: names and times, in pages.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailTemplates.html.
/// </summary>
internal sealed class ListEmailTemplates(EmailTemplates templates) : IRestJsonOperation
{
    private const int PageSizeDefault = 10;
    private const int PageSizeMax = 100;

    public string Name => "ListEmailTemplates";

    public RestJsonRoute Route { get; } = new("GET /v2/email/templates");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListEmailTemplates")];

    public OperationMembers Members { get; } = new("NextToken", "PageSize");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var asked = Pages.Asked(call.Query, PageSizeDefault, PageSizeMax);
        var (page, next) = Pages.Of(templates.All(), t => t.Name, StringComparer.Ordinal, asked);
        var response = call.Response;
        response.WriteStartArray("TemplatesMetadata"u8);
        foreach (var template in page)
        {
            response.WriteStartObject();
            response.WriteString("TemplateName"u8, template.Name);
            response.WriteNumber("CreatedTimestamp"u8, template.CreatedAt.ToUnixTimeMilliseconds() / 1000m);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (next is not null)
        {
            response.WriteString("NextToken"u8, next);
        }

        return ValueTask.CompletedTask;
    }
}
