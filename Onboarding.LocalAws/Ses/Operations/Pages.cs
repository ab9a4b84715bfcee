using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// Pages of a list in order of name. The token is the last name of the page before: SES's lists have no order of their
/// own.
/// </summary>
internal static class Pages
{
    /// <returns>The page, and the token of the next one; null where there is none.</returns>
    public static (IReadOnlyList<T> Page, string? NextToken) Of<T>(
        IReadOnlyList<T> all, Func<T, string> nameOf, StringComparer order, (string? After, int SizeMax) asked)
    {
        var rest = all.Where(i => asked.After is null || order.Compare(nameOf(i), asked.After) > 0)
            .Take(asked.SizeMax + 1)
            .ToList();
        var page = rest.Take(asked.SizeMax).ToList();
        return (page, rest.Count > asked.SizeMax ? nameOf(page[^1]) : null);
    }

    /// <summary>What the query of a request asks for.</summary>
    public static (string? After, int SizeMax) Asked(IQueryCollection query, int sizeDefault, int sizeMax) => (
        query["NextToken"],
        !query.TryGetValue("PageSize", out var given) ? sizeDefault
            : int.TryParse(given, out var size) && size >= 1 && size <= sizeMax ? size
            : throw SesErrors.BadRequest($"PageSize must be between 1 and {sizeMax}."));
}
