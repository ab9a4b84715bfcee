using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Tidy;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.Wire.Operations;

/// <summary>
/// Local: docs/adr/0019-refuse-known-members-by-name.md. What the operations of the JSON services list as refused is
/// refused, by name, before any other fault of the request; what AWS does not know is ignored.
/// </summary>
public sealed class RefusedMemberTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_refused_member_is_refused_by_name()
    {
        var offenders = new List<string>();
        foreach (var (service, operation, member) in Refused())
        {
            var text = await SendAsync(service, operation, $$"""{"{{member}}":"x"}""");
            if (!text.Contains("not supported by Onboarding.LocalAws: " + member, StringComparison.Ordinal))
            {
                offenders.Add($"{service.Name} {operation} {member}: {text}");
            }
        }

        Offenders.None(offenders);
    }

    [Fact]
    public async Task A_member_that_AWS_does_not_know_changes_nothing()
    {
        var offenders = new List<string>();
        foreach (var service in JsonServices())
        {
            foreach (var operation in service.Operations.Select(o => o.Name))
            {
                var without = await SendAsync(service, operation, "{}");
                var with = await SendAsync(service, operation, """{"NoMemberOfAws":{"a":[1]}}""");
                if (with.Contains("NoMemberOfAws", StringComparison.Ordinal) || Shape(with) != Shape(without))
                {
                    offenders.Add($"{service.Name} {operation}: {with} instead of {without}");
                }
            }
        }

        Offenders.None(offenders);
    }

    /// <summary>Ids and times differ from answer to answer.</summary>
    private static string Shape(string text) => text.Length > 40 ? text[..40] : text;

    private IEnumerable<(IAwsService Service, string Operation, string Member)> Refused() =>
        from service in JsonServices()
        from operation in service.Operations
        from member in operation.Members.Refused
        select (service, operation.Name, member);

    private IEnumerable<IAwsService> JsonServices() =>
        _host.Services.AwsServices.Where(s => s.TargetPrefix is not null);

    private async Task<string> SendAsync(IAwsService service, string operation, string body)
    {
        using var response = await _host.SendSignedAsync(
            service.SigningName,
            HttpMethod.Post,
            "/",
            body,
            $"X-Amz-Target: {service.TargetPrefix}.{operation}");
        return await response.Content.ReadAsStringAsync();
    }
}
