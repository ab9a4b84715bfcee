using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// ListConfigurationSets: their names, in pages. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListConfigurationSets.html.
/// </summary>
internal sealed class ListConfigurationSets(SendingAccount account) : IRestJsonOperation
{
    private const int PageSizeMax = 1_000;
    private const int PageSizeDefault = 100;

    public string Name => "ListConfigurationSets";

    public RestJsonRoute Route { get; } = new("GET /v2/email/configuration-sets");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListConfigurationSets")];

    public OperationMembers Members { get; } = new("NextToken", "PageSize");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var asked = Pages.Asked(call.Query, PageSizeDefault, PageSizeMax);
        var (page, next) = Pages.Of(account.Sets(), set => set.Name, StringComparer.Ordinal, asked);
        var response = call.Response;
        response.WriteStartArray("ConfigurationSets"u8);
        foreach (var set in page)
        {
            response.WriteStringValue(set.Name);
        }

        response.WriteEndArray();
        if (next is not null)
        {
            response.WriteString("NextToken"u8, next);
        }

        return ValueTask.CompletedTask;
    }
}
