using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>Finds the service of a request: by <c>X-Amz-Target</c>, the credential scope, or its own path.</summary>
internal sealed class ServiceTable(IReadOnlyCollection<IAwsService> services)
{
    private readonly FrozenDictionary<string, IAwsService> _byTargetPrefix =
        services.Where(s => s.TargetPrefix is not null)
            .ToFrozenDictionary(s => s.TargetPrefix!, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, IAwsService[]> _bySigningName =
        services.Where(s => s.TargetPrefix is null).GroupBy(s => s.SigningName)
            .ToFrozenDictionary(s => s.Key, s => s.ToArray(), StringComparer.Ordinal);

    private readonly FrozenSet<string> _signingNames =
        services.Select(s => s.SigningName).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether any API of the service is here.</summary>
    public bool Plays(string signingName) => _signingNames.Contains(signingName);

    public IAwsService? Find(HttpRequest request, SignatureClaim? claim) =>
        request.Headers.TryGetValue("X-Amz-Target", out var target)
            ? FindByTarget(target.ToString())
            : claim is not null ? FindBySigningName(claim.Scope.Service, request)
            // Only S3 ever had signatures without a credential scope.
            : SignatureClaim.IsVersion2(request) ? FindBySigningName("s3", request)
            : FindUnsigned(request);

    /// <summary>Two APIs can share a name, as both of SES do.</summary>
    private IAwsService? FindBySigningName(string name, HttpRequest request)
    {
        foreach (var service in _bySigningName.GetValueOrDefault(name, []))
        {
            if (service.Takes(request))
            {
                return service;
            }
        }

        return null;
    }

    private IAwsService? FindUnsigned(HttpRequest request)
    {
        foreach (var ofOneName in _bySigningName.Values)
        {
            foreach (var service in ofOneName)
            {
                if (service.Recognises(request))
                {
                    return service;
                }
            }
        }

        return null;
    }

    private IAwsService? FindByTarget(string target)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && _byTargetPrefix.GetAlternateLookup<ReadOnlySpan<char>>()
                .TryGetValue(target.AsSpan(0, dot), out var service)
                ? service
                : null;
    }
}
