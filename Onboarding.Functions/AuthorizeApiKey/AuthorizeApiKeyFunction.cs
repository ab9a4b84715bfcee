using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Caching;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>
/// The API keys that HTTP APIs do not have: a Lambda authorizer over the header <c>x-api-key</c>. A request without the
/// header never gets here (the gateway answers 401); a malformed, unknown, wrong or revoked key is refused (403); a key
/// over its rate limit is passed on with a note, which <see cref="Http.HttpEventReader"/> answers with 429.
/// </summary>
/// <remarks>
/// A key that is revoked goes on to work for at most <see cref="CacheTime"/> in each environment that has seen it.
/// When the table cannot be read the function fails and the gateway answers 500: never open.
/// </remarks>
internal sealed class AuthorizeApiKeyFunction(ApiKeyTable table, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(10);

    private const int CachedMax = 1_000;
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private readonly ExpiringCache<ApiKeyRecord> _known = new(CachedMax, time);

    // Apart from the known, so that guessed ids push no key out.
    private readonly ExpiringCache<bool> _unknown = new(CachedMax, time);
    private readonly TokenBuckets _buckets = new(CachedMax, time);

    public static IEventReader Create(FunctionServices services)
    {
        var table = new ApiKeyTable(
            services.Aws.DynamoDb, services.Settings.Required("API_KEYS_TABLE"), services.Time);
        var logger = services.Telemetry.Loggers.CreateLogger("Onboarding.Functions.AuthorizeApiKey");
        return new AuthorizerEventReader(new AuthorizeApiKeyFunction(table, services.Time, logger));
    }

    /// <param name="route">What is asked for, as the template names it.</param>
    public async Task<Verdict> AuthorizeAsync(string? text, string route, CancellationToken stop)
    {
        var verdict = await JudgeAsync(text, stop);
        if (verdict.InWords is { } reason)
        {
            AuthorizeApiKeyLog.NotAllowed(logger, route, verdict.Kind, verdict.KeyId ?? "none", reason);
        }

        return verdict;
    }

    private async Task<Verdict> JudgeAsync(string? text, CancellationToken stop)
    {
        if (!ApiKey.TryParse(text, out var key))
        {
            return new Verdict(VerdictKind.Malformed);
        }

        var record = await FindAsync(key.KeyId, stop);

        // Compared even when there is nothing to compare with: the time tells nothing about the secret.
        var stored = record is null ? NoHash : record.Hash.Span;
        var same = CryptographicOperations.FixedTimeEquals(key.Hash.Span, stored);
        if (record is null)
        {
            return new Verdict(VerdictKind.Unknown);
        }

        if (!same)
        {
            return new Verdict(VerdictKind.Wrong);
        }

        if (record.RevokedAt is not null)
        {
            return new Verdict(VerdictKind.Revoked, record.KeyId);
        }

        if (record.RateLimit is { } limit && !_buckets.TryTake(record.KeyId, limit, out var wait))
        {
            return new Verdict(VerdictKind.Throttled, record.KeyId, wait);
        }

        return new Verdict(VerdictKind.Allowed, record.KeyId);
    }

    private async Task<ApiKeyRecord?> FindAsync(string keyId, CancellationToken stop)
    {
        if (_known.TryGet(keyId, out var record))
        {
            return record;
        }

        if (_unknown.TryGet(keyId, out _))
        {
            return null;
        }

        record = await table.FindAsync(keyId, stop);
        if (record is null)
        {
            _unknown.Set(keyId, value: true, CacheTime);
        }
        else
        {
            _known.Set(keyId, record, CacheTime);
        }

        return record;
    }
}
