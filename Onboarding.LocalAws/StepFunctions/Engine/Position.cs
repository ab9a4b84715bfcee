using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Store;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// Where a running branch is: a <see cref="BranchFrame"/> with its values read. Only the branch itself moves it.
/// </summary>
internal sealed class Position
{
    private readonly List<EventContent> _deferred = [];
    private readonly List<int> _gone = [];

    public required int Id { get; init; }

    /// <summary>-1 for the outermost branch.</summary>
    public required int ParentId { get; init; }

    public required int Index { get; init; }

    public required string State { get; set; }

    public required JsonElement Input { get; set; }

    public required Variables Variables { get; set; }

    /// <summary>The context object's <c>Map</c>; null outside of iterations.</summary>
    public JsonElement? MapItem { get; init; }

    public DateTimeOffset EnteredAt { get; set; }

    /// <summary>0 until the entry is kept.</summary>
    public long EnteredEventId { get; set; }

    public long LastEventId { get; set; }

    /// <summary>Per retrier of the state; empty before the first retry.</summary>
    public int[] Retries { get; set; } = [];

    public FramePhase Phase { get; set; }

    public DateTimeOffset Since { get; set; }

    public TimeSpan Pause { get; set; }

    /// <inheritdoc cref="BranchFrame.Handle"/>
    public string? Handle { get; set; }

    public JsonElement Result { get; set; }

    /// <param name="scope">The scope of the branch, without variables of its own.</param>
    /// <param name="mapItem"><inheritdoc cref="MapItem" path="/summary"/></param>
    public static Position Restore(BranchFrame frame, Variables scope, JsonElement? mapItem) => new()
    {
        Id = frame.Id,
        ParentId = frame.ParentId,
        Index = frame.Index,
        State = frame.State,
        Input = JsonValue.Parse(frame.Input.Span),
        Variables = scope.Restored(frame.Variables.ToDictionary(v => v.Key, v => JsonValue.Parse(v.Value.Span))),
        MapItem = mapItem,
        EnteredAt = frame.EnteredAt,
        EnteredEventId = frame.EnteredEventId,
        LastEventId = frame.LastEventId,
        Retries = [.. frame.Retries],
        Phase = frame.Phase,
        Since = frame.Since,
        Pause = frame.Pause,
        Handle = frame.Handle,
        Result = frame.Phase == FramePhase.Done ? JsonValue.Parse(frame.Result.Span) : default,
    };

    public void Enter(string state, JsonElement input, Variables variables, DateTimeOffset now)
    {
        State = state;
        Input = input;
        Variables = variables;
        EnteredAt = now;
        EnteredEventId = 0;
        Retries = [];
        Handle = null;
        SetPhase(FramePhase.Entered, now);
    }

    public void SetPhase(FramePhase phase, DateTimeOffset now)
    {
        Phase = phase;
        Since = now;
    }

    /// <summary>
    /// What the state's work has led to is kept together with what follows from it, so that no kill comes between a
    /// result and the step that it leads to.
    /// </summary>
    /// <param name="gone">The branches that have ended with it.</param>
    public void Defer(EventContent ended, IReadOnlyList<int>? gone = null)
    {
        _deferred.Add(ended);
        _gone.AddRange(gone ?? []);
    }

    public bool HasDeferred => _deferred.Count > 0;

    public (IReadOnlyList<EventContent> Events, IReadOnlyList<int> Gone) TakeDeferred()
    {
        if (_deferred.Count == 0)
        {
            return ([], []);
        }

        (IReadOnlyList<EventContent>, IReadOnlyList<int>) taken = ([.. _deferred], [.. _gone]);
        _deferred.Clear();
        _gone.Clear();
        return taken;
    }

    public BranchFrame ToFrame() => new()
    {
        Id = Id,
        ParentId = ParentId,
        Index = Index,
        State = State,
        Input = JsonText.Of(Input),
        Variables = [.. Variables.Own.Select(v => KeyValuePair.Create(
            v.Key, (ReadOnlyMemory<byte>)JsonText.Of(v.Value)))],
        EnteredAt = EnteredAt,
        EnteredEventId = EnteredEventId,
        LastEventId = LastEventId,
        Retries = [.. Retries],
        Phase = Phase,
        Since = Since,
        Pause = Pause,
        Handle = Handle,
        Result = Phase == FramePhase.Done ? JsonText.Of(Result) : default,
    };
}
