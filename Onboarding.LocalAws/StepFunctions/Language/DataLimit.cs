using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language;

/// <summary>
/// 256 KiB for what a task, a state or an execution takes or returns, and for each variable and each Assign
/// (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).
/// </summary>
internal static class DataLimit
{
    public const int SizeBytesMax = 256 * 1024;

    /// <param name="owner">The state's name.</param>
    /// <exception cref="StatesException">States.DataLimitExceeded</exception>
    public static JsonElement Check(JsonElement value, string owner) =>
        JsonValue.SizeBytesOf(value) <= SizeBytesMax ? value : throw Exceeded(owner);

    public static StatesException Exceeded(string owner) => new(
        StatesErrors.DataLimitExceeded,
        $"The state/task '{owner}' returned a result with a size exceeding the maximum number of bytes service limit.");
}
