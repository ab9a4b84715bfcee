using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// Ids of pools and clients, made from their names: AWS draws them, but here the Outputs of a template must be the same
/// after every start, so that a page that was built with them still works.
/// </summary>
internal static class StableIds
{
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string AnyCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <param name="attempt">0, or how many pools of this name there are already.</param>
    public static string Pool(string region, string name, int attempt) =>
        $"{region}_{Text($"pool\n{name}\n{attempt}", AnyCase, 9)}";

    public static string Client(string poolId, string name, int attempt) =>
        Text($"client\n{poolId}\n{name}\n{attempt}", LowerCase, 26);

    private static string Text(string seed, string alphabet, int length)
    {
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), isUnsigned: true, isBigEndian: true);
        return string.Create(length, (number, alphabet), static (text, state) =>
        {
            var rest = state.number;
            for (var i = 0; i < text.Length; i++)
            {
                rest = BigInteger.DivRem(rest, state.alphabet.Length, out var digit);
                text[i] = state.alphabet[(int)digit];
            }
        });
    }
}
