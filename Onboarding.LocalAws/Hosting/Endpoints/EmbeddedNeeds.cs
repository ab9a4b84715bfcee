using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Hosting.Endpoints;

/// <summary>
/// Which services must stay in the host because something that only the host can play hangs on them: another endpoint
/// cannot call a function here, and what runs here reads and fills its own queues.
/// </summary>
internal static class EmbeddedNeeds
{
    private const string Queue = "AWS::SQS::Queue";

    /// <summary>Where a function names a queue for what fails, rather than in its environment.</summary>
    private static readonly string[] FunctionQueues = ["DeadLetterQueue", "DeadLetterConfig", "EventInvokeConfig"];

    /// <param name="elsewhere">Loses what must stay.</param>
    /// <returns>A line for each service that stays.</returns>
    public static IEnumerable<string> TakeOut(Dictionary<string, Uri> elsewhere, StackTemplate template)
    {
        var types = template.Resources.ToDictionary(r => r.LogicalId, r => r.Type.Name, StringComparer.Ordinal);
        List<string> notes = [];
        if (elsewhere.ContainsKey(RemoteService.Sqs)
            && template.Resources.FirstOrDefault(r => FeedsFromQueue(r) && NeedsQueue(r)) is { } reader)
        {
            notes.Add($"sqs stays here: {reader.LogicalId}, which runs here, reads or fills a queue");
            elsewhere.Remove(RemoteService.Sqs);
        }

        var rules = template.Resources.Where(r => r.Type.Name == SamTypes.Rule).ToList();
        if (elsewhere.ContainsKey(RemoteService.Events)
            && rules.FirstOrDefault(r => NeedsFunction(r) || (NeedsQueue(r) && IsHere(RemoteService.Sqs))) is { } rule)
        {
            notes.Add($"events stays here: a target of the rule {rule.LogicalId} runs here");
            elsewhere.Remove(RemoteService.Events);
        }

        if (IsHere(RemoteService.Events) && !IsHere(RemoteService.Sqs) && rules.Find(NeedsQueue) is { } sender)
        {
            notes.Add($"sqs stays here: the rule {sender.LogicalId}, which runs here, sends to a queue");
            elsewhere.Remove(RemoteService.Sqs);
        }

        return notes;

        bool IsHere(string service) => !elsewhere.ContainsKey(service);
        bool NeedsQueue(TemplateResource resource) => template.Needs(resource).Any(id => TypeOf(id) == Queue);
        bool NeedsFunction(TemplateResource resource) =>
            template.Needs(resource).Any(id => TypeOf(id) == SamTypes.Function);
        string? TypeOf(string id) => types.GetValueOrDefault(id);
    }

    private static bool FeedsFromQueue(TemplateResource resource) =>
        resource.Type.Name == SamTypes.EventSourceMapping
        || FunctionQueues.Any(name => resource.Properties.Find(name) is not null);
}
