using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>The routes of the stack's HTTP API, one call each.</summary>
internal static class ApiCalls
{
    public static Task<HttpResponseMessage> RegisterAsync(this RunningStack stack, object body) =>
        stack.Api.PostAsync("/register", RunningStack.Json(body));

    /// <summary>Registers with an API key of the caller's own, or with none.</summary>
    public static async Task<HttpResponseMessage> RegisterWithApiKeyAsync(
        this RunningStack stack, string? key, object body)
    {
        using var client = new HttpClient { BaseAddress = stack.Ready.ApiUrl };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/register") { Content = RunningStack.Json(body) };
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        return await client.SendAsync(request);
    }

    /// <param name="apiKey">Null takes the developer's.</param>
    public static async Task<(HttpStatusCode Status, string Body)> RegisterOnceAsync(
        this RunningStack stack, string idempotencyKey, object body, string? apiKey = null)
    {
        using var client = new HttpClient { BaseAddress = stack.Ready.ApiUrl };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/register") { Content = RunningStack.Json(body) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Headers.Add("x-api-key", apiKey ?? stack.Ready.ApiKey);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static Task<(HttpStatusCode Status, JsonElement Body)> CreateUserAsync(
        this RunningStack stack, object body) =>
        stack.SendAsync(HttpMethod.Post, "/createUser", body);

    public static Task<(HttpStatusCode Status, JsonElement Body)> LoginAsync(
        this RunningStack stack, string username, string password) =>
        stack.SendAsync(HttpMethod.Post, "/login", new { username, password });

    /// <param name="token">An access token of the pool; null sends none.</param>
    /// <param name="change">The body of a PATCH.</param>
    public static Task<(HttpStatusCode Status, JsonElement Body)> MeAsync(
        this RunningStack stack, HttpMethod method, string? token, object? change = null) =>
        stack.SendAsync(method, "/me", change, token is null ? null : new AuthenticationHeaderValue("Bearer", token));

    /// <param name="token">Of a user of the tenant, or of none.</param>
    public static Task<(HttpStatusCode Status, JsonElement Body)> InviteAsync(
        this RunningStack stack, string tenantId, string token) =>
        stack.SendAsync(
            HttpMethod.Post, $"/tenants/{tenantId}/invitations", body: null, new("Bearer", token));

    /// <param name="token">Of a user of the tenant, or of none.</param>
    /// <param name="query">For example <c>?limit=1</c>.</param>
    public static Task<(HttpStatusCode Status, JsonElement Body)> TenantUsersAsync(
        this RunningStack stack, string tenantId, string token, string query = "") =>
        stack.SendAsync(HttpMethod.Get, $"/tenants/{tenantId}/users{query}", body: null, new("Bearer", token));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        this RunningStack stack,
        HttpMethod method,
        string path,
        object? body,
        AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = authorization;
        request.Content = body is null ? null : RunningStack.Json(body);
        using var response = await stack.Api.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
