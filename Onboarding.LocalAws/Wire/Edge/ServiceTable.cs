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

    private readonly FrozenDictionary<string, IAwsService> _bySigningName =
        services.Where(s => s.TargetPrefix is null).ToFrozenDictionary(s => s.SigningName, StringComparer.Ordinal);

    public IAwsService? Find(HttpRequest request, SignatureClaim? claim) =>
        request.Headers.TryGetValue("X-Amz-Target", out var target)
            ? FindByTarget(target.ToString())
            : claim is not null ? _bySigningName.GetValueOrDefault(claim.Scope.Service)
            // Only S3 ever had signatures without a credential scope.
            : SignatureClaim.IsVersion2(request) ? _bySigningName.GetValueOrDefault("s3")
            : FindUnsigned(request);

    private IAwsService? FindUnsigned(HttpRequest request)
    {
        foreach (var service in _bySigningName.Values)
        {
            if (service.Recognises(request))
            {
                return service;
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
