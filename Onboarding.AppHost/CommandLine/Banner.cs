using System.Globalization;
using Onboarding.AppHost.Graph;

namespace Onboarding.AppHost.CommandLine;

/// <summary>What a newcomer reads first: where everything is, and one line to paste.</summary>
internal static class Banner
{
    /// <param name="isInteractive">A person may ask for it again.</param>
    public static string Of(OnboardingApp app, TimeSpan took, bool isInteractive)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        Print(to, app, took);
        to.Write(isInteractive ? "Enter shows this again, Ctrl-C stops." : "Ctrl-C stops.");
        return to.ToString();
    }

    private static void Print(TextWriter to, OnboardingApp app, TimeSpan took)
    {
        var ready = app.Describe();
        to.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Onboarding is ready after {took.TotalSeconds:0.00} s."));
        to.WriteLine();
        if (ready.ApiUrl is not null)
        {
            to.WriteLine($"  API        {Text(ready.ApiUrl)}");
        }

        to.WriteLine($"  Pages      {Text(ready.EdgeUrl)}/_localaws");
        to.WriteLine($"  Mailbox    {Text(ready.MailboxUrl)}");
        to.WriteLine($"  Dashboard  {(ready.DashboardUrl is { } url ? Text(url) : app.WhyNoDashboard)}");
        to.WriteLine($"  AWS        AWS_ENDPOINT_URL={Text(ready.EdgeUrl)} AWS_REGION={ready.Region} "
            + $"AWS_DEFAULT_REGION={ready.Region} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");
        foreach (var at in app.Endpoints.GroupBy(service => service.Value, service => service.Key))
        {
            to.WriteLine($"  Elsewhere  {string.Join(", ", at)} at {Text(at.Key)}");
        }

        foreach (var note in app.EndpointNotes)
        {
            to.WriteLine($"             {note}");
        }

        if (app.ExternalFunctions.Count > 0)
        {
            to.WriteLine($"  Waiting    {string.Join(", ", app.ExternalFunctions)}: each for a runtime that you start, "
                + "as docs/recipes/debug-one-function.md says");
        }

        if (app.CloudOnly.Count > 0)
        {
            to.WriteLine($"  Only AWS   {string.Join(", ", Kinds(app.CloudOnly))}");
        }

        if (ready.ApiUrl is not null)
        {
            to.WriteLine();
            to.WriteLine("Register a user:");
            to.WriteLine();
            to.WriteLine($"  curl -i {Text(ready.ApiUrl)}/register -H 'content-type: application/json' \\");
            if (ready.ApiKey is not null)
            {
                to.WriteLine($"    -H 'x-api-key: {ready.ApiKey}' \\");
            }

            to.WriteLine("""    -d '{"email":"ada@example.com","name":"Ada Lovelace","phone":"+442079460000"}'""");
        }

        to.WriteLine();
    }

    /// <summary>
    /// <c>UsersTable: SSESpecification</c> and <c>Logs (AWS::Logs::LogGroup)</c> → each kind once, with its count.
    /// </summary>
    private static IEnumerable<string> Kinds(IReadOnlyList<string> cloudOnly) => cloudOnly
        .Select(line => line[(line.LastIndexOfAny([' ', '(']) + 1)..].TrimEnd(')'))
        .CountBy(kind => kind)
        .Select(kind => kind.Value == 1 ? kind.Key : $"{kind.Key} ×{kind.Value}");

    private static string Text(Uri url) => url.OriginalString.TrimEnd('/');
}
