using Onboarding.LocalAws.HttpApi;

namespace Onboarding.LocalAws.Tests.HttpApi;

/// <summary>
/// Evidence: Documented (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html),
/// the fall-through to ANY on a less specific path inferred.
/// </summary>
public class RouteTableTests
{
    private static readonly RouteTable Table = new(new[]
    {
        "GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default", "GET /",
        "POST /pets/dog/{id}/toys/{toy}", "ANY /pets/dog/{id}", "GET /café",
    }.Select(key => new RouteDefinition(key, "f")));

    [Theory]
    [InlineData("GET", "/pets/dog/1", "GET /pets/dog/1", "")]
    [InlineData("GET", "/pets/dog/2", "GET /pets/dog/{id}", "id=2")]
    [InlineData("POST", "/pets/dog/1", "ANY /pets/dog/{id}", "id=1")]
    [InlineData("GET", "/pets/cat/1", "GET /pets/{proxy+}", "proxy=cat/1")]
    [InlineData("POST", "/pets/cat/1", "ANY /{proxy+}", "proxy=pets/cat/1")]
    [InlineData("POST", "/pets/dog/7/toys/ball", "POST /pets/dog/{id}/toys/{toy}", "id=7,toy=ball")]
    [InlineData("PUT", "/pets/dog/7/toys/ball", "ANY /{proxy+}", "proxy=pets/dog/7/toys/ball")]
    [InlineData("GET", "/", "GET /", "")]
    [InlineData("POST", "/", "$default", "")]
    [InlineData("GET", "/pets/dog/a%20b", "GET /pets/dog/{id}", "id=a b")]
    [InlineData("GET", "/pets/dog/a%2Fb", "GET /pets/dog/{id}", "id=a/b")]
    [InlineData("GET", "/caf%C3%A9", "GET /café", "")]
    [InlineData("GET", "/pets/dog/1/", "GET /pets/{proxy+}", "proxy=dog/1/")]
    [InlineData("GET", "/PETS/dog/1", "ANY /{proxy+}", "proxy=PETS/dog/1")]
    public void The_most_specific_route_wins(string method, string path, string route, string parameters)
    {
        var match = Table.Find(method, RequestPath.Parse(path));
        Assert.Equal(route, match?.Route.RouteKey);
        Assert.Equal(parameters, string.Join(',', match!.Names.Zip(match.Values, (name, value) => $"{name}={value}")));
    }

    [Theory]
    [InlineData("GET", "/other")]
    [InlineData("POST", "/register/")]
    [InlineData("GET", "/register")]
    [InlineData("POST", "/")]
    public void Without_a_default_nothing_matches_what_no_route_says(string method, string path) =>
        Assert.Null(new RouteTable([new RouteDefinition("POST /register", "f")]).Find(method, RequestPath.Parse(path)));

    [Fact]
    public void A_route_given_twice_is_refused_rather_than_overwritten() =>
        Assert.Throws<ArgumentException>(() => new RouteTable(
            [new RouteDefinition("GET /a/{x}", "f"), new RouteDefinition("GET /a/{y}", "g")]));
}
