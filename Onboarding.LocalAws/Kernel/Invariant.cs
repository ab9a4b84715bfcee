using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Onboarding.LocalAws.Kernel;

/// <summary>Checks of our own logic, active in Release: a broken invariant is a bug here, never the caller's.</summary>
internal static class Invariant
{
    /// <exception cref="InvariantException">The condition is false.</exception>
    public static void Check(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            throw new InvariantException(expression);
        }
    }
}

/// <summary>A bug of this emulator. The edge answers it with the service's own internal error.</summary>
internal sealed class InvariantException(string expression) : Exception($"Invariant broken: {expression}");
