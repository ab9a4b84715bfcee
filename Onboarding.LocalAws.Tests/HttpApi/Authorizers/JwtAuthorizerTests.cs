using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.HttpApi.Authorizers;

namespace Onboarding.LocalAws.Tests.HttpApi.Authorizers;

/// <summary>
/// Evidence: Documented
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
/// </summary>
public sealed class JwtAuthorizerTests : IDisposable, IAsyncLifetime
{
    private const string Issuer = "https://issuer.example/pool";
    private const string Claims = """
        "iss":"https://issuer.example/pool","exp":1800000000,"iat":1700000000,"sub":"me","groups":["a","b"]
        """;

    private readonly RSA _key = RSA.Create(2048);
    private readonly CountingKeys _keys = new();
    private readonly ManualTime _time = new();
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _keys.Add("k1", _key);
        var source = new IdentitySource(IdentitySourceKind.Header, "Authorization");
        var api = new HttpApiDefinition
        {
            ApiId = "api-id",
            Authorizers = [new JwtAuthorizerDefinition("Pool", Issuer, ["app"], source)],
            Routes =
            [
                new RouteDefinition("GET /me", "f") { Authorizer = "Pool" },
                new RouteDefinition("GET /admin", "f") { Authorizer = "Pool", Scopes = ["admin", "root"] },
            ],
        };
        _host = await ApiHost.StartAsync((_, _) => Task.FromResult(ApiHost.Returned("{}")), api, _time, _keys);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"", 200)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":[\"x\",\"app\"]", 200)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"client_id\":\"app\"", 200)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"x\",\"client_id\":\"app\"", 401)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims, 401)]
    [InlineData("""{"alg":"RS256","kid":"k2"}""", Claims + ",\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"HS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"none","kid":"k1"}""", Claims + ",\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"RS256"}""", Claims + ",\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", "\"iss\":\"x\",\"exp\":1800000000,\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", "\"iss\":\"https://issuer.example/pool\",\"aud\":\"app\"", 401)]
    [InlineData("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\",\"nbf\":1799999999", 401)]
    public async Task A_token_is_verified(string header, string claims, int status)
    {
        using var response = await SendAsync("/me", Token(header, claims));
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 401)
        {
            Assert.Equal("""{"message":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var token = Token("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"");
        _time.Advance(TimeSpan.FromDays(365));
        using var response = await SendAsync("/me", token);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task Every_changed_character_of_a_token_is_noticed()
    {
        var token = Token("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"");
        var claims = token.IndexOf('.', StringComparison.Ordinal) + 1;
        for (var i = claims; i < token.LastIndexOf('.'); i += 7)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            using var response = await SendAsync("/me", changed);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("\"scope\":\"read admin\"", 200)]
    [InlineData("\"scp\":[\"root\"]", 200)]
    [InlineData("\"scope\":\"read\"", 403)]
    public async Task A_route_with_scopes_wants_one_of_them(string claim, int status)
    {
        var token = Token("""{"alg":"RS256","kid":"k1"}""", $"{Claims},\"aud\":\"app\",{claim}");
        using var response = await SendAsync("/admin", token);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_token_gets_a_bare_challenge()
    {
        using var response = await _host.Http.GetAsync(new Uri("/me", UriKind.Relative));
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task The_event_carries_the_claims_as_texts()
    {
        var token = Token("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"");
        (await SendAsync("/me", token)).Dispose();
        using var sent = JsonDocument.Parse(_host.LastEvent);
        Assert.Equal(
            """
            {"jwt":{"claims":{"iss":"https://issuer.example/pool","exp":"1800000000","iat":"1700000000","sub":"me",
            "groups":"[a b]","aud":"app"},"scopes":null}}
            """.ReplaceLineEndings(""),
            sent.RootElement.GetProperty("requestContext").GetProperty("authorizer").GetRawText());
    }

    [Fact]
    public async Task Keys_are_fetched_once_and_again_for_a_new_key()
    {
        using var second = RSA.Create(2048);
        var token = Token("""{"alg":"RS256","kid":"k1"}""", Claims + ",\"aud\":\"app\"");
        for (var i = 0; i < 3; i++)
        {
            (await SendAsync("/me", token)).Dispose();
        }

        Assert.Equal(1, _keys.Fetched);
        _keys.Add("k2", second);
        _time.Advance(TimeSpan.FromMinutes(1));
        var rotated = Token("""{"alg":"RS256","kid":"k2"}""", Claims + ",\"aud\":\"app\"", second);
        using var response = await SendAsync("/me", rotated);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, _keys.Fetched);
    }

    private string Token(string header, string claims, RSA? key = null)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes($"{{{claims}}}"))}";
        var signature = (key ?? _key).SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private async Task<HttpResponseMessage> SendAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _host.Http.SendAsync(request);
    }

    private sealed class CountingKeys : IJsonWebKeySource
    {
        private readonly List<string> _keys = [];

        public int Fetched { get; private set; }

        public void Add(string id, RSA key)
        {
            var parameters = key.ExportParameters(includePrivateParameters: false);
            var modulus = Encode(parameters.Modulus!);
            var exponent = Encode(parameters.Exponent!);
            _keys.Add($$"""{"kty":"RSA","kid":"{{id}}","n":"{{modulus}}","e":"{{exponent}}"}""");
        }

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string issuer, CancellationToken stop)
        {
            Fetched++;
            return new(Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', _keys)}}]}"""));
        }
    }
}
