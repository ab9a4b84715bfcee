using System.Globalization;
using Onboarding.LocalAws.Ses.Operations;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.V1.Operations;

/// <summary>ListIdentities. Source: https://docs.aws.amazon.com/ses/latest/APIReference/API_ListIdentities.html.</summary>
internal sealed class ListIdentities(EmailIdentities identities) : IAwsOperation<QueryCall>
{
    private const int MaxItemsMax = 1_000;

    public string Name => "ListIdentities";

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListIdentities")];

    public OperationMembers Members { get; } = new("IdentityType", "MaxItems", "NextToken");

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        var all = call.Text("IdentityType") switch
        {
            null => identities.All(),
            "EmailAddress" => [.. identities.All().Where(i => !i.IsDomain)],
            "Domain" => [.. identities.All().Where(i => i.IsDomain)],
            var other => throw SesV1Errors.Invalid($"Invalid identity type {other}."),
        };
        var (page, next) = Pages.Of(
            all, i => i.Name, StringComparer.OrdinalIgnoreCase, (call.Text("NextToken"), MaxItemsOf(call)));
        call.Response.WriteStartElement("Identities");
        foreach (var identity in page)
        {
            call.Response.WriteElementString("member", identity.Name);
        }

        call.Response.WriteEndElement();
        if (next is not null)
        {
            call.Response.WriteElementString("NextToken", next);
        }

        return ValueTask.CompletedTask;
    }

    private static int MaxItemsOf(QueryCall call) =>
        call.Text("MaxItems") is not { } given ? MaxItemsMax
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= MaxItemsMax ? count
        : throw SesV1Errors.Invalid($"MaxItems must be between 1 and {MaxItemsMax}.");
}
