using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Onboarding.AppHost.Dashboard.Grpc;

/// <summary>A secret that a client shows in a header.</summary>
internal sealed record SharedKey(string Header, string Value)
{
    /// <summary>In a time that does not tell how much of a wrong key is right.</summary>
    public bool Admits(IHeaderDictionary headers) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(headers[Header].ToString()), Encoding.UTF8.GetBytes(Value));

    public override string ToString() => Header;
}
