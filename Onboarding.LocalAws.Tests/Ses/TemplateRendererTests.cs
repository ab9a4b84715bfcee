using System.Text.Json;
using Onboarding.LocalAws.Ses.Templates;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html and
/// https://handlebarsjs.com/guide/builtin-helpers.html).
/// </summary>
public sealed class TemplateRendererTests
{
    private const string Data =
        """
        {"name":"<A & B>","none":null,"zero":0,"price":1.50,"yes":true,"no":false,"empty":[],"first-name":"Ada",
         "contact":{"firstName":"Anaya","city":{"name":"Bengaluru"}},"colours":["red","blue"],"a b":"c",
         "subscription":[{"interest":"Sports"},{"interest":"Travel"}]}
        """;

    [Theory]
    [InlineData("Hello {{contact.firstName}}!", "Hello Anaya!")]
    [InlineData("{{contact.city.name}} {{contact/city/name}} {{first-name}} {{[a b]}}", "Bengaluru Bengaluru Ada c")]
    [InlineData("{{name}}, {{{name}}}, {{&name}}, {{ name }}", "<A & B>, <A & B>, <A & B>, <A & B>")]
    [InlineData("{{price}} {{yes}} {{zero}} {{contact.city}}", "1.50 true 0 {\"name\":\"Bengaluru\"}")]
    [InlineData("{{colours.1}} {{colours.[0]}} {{subscription.0.interest}}", "blue red Sports")]
    [InlineData("{{#each subscription}}<li>{{interest}}</li>{{/each}}", "<li>Sports</li><li>Travel</li>")]
    [InlineData("{{#each colours}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0red, 1blue")]
    [InlineData("{{#each colours}}{{../price}} {{@root.zero}} {{.}};{{/each}}", "1.50 0 red;1.50 0 blue;")]
    [InlineData("{{#each contact.city}}{{@key}}={{this}} {{@first}}{{/each}}", "name=Bengaluru true")]
    [InlineData("{{#each empty}}x{{else}}none{{/each}}{{#each absent}}x{{/each}}", "none")]
    [InlineData("{{#if subscription}}y{{else}}n{{/if}}{{#if absent}}y{{else}}n{{/if}}", "yn")]
    [InlineData("{{#if none}}y{{else if zero}}z{{else if yes}}t{{else}}n{{/if}}", "t")]
    [InlineData("{{#if no}}1{{^}}2{{/if}}{{#unless absent.deep}}3{{/unless}}", "23")]
    [InlineData("{{#with contact}}{{city.name}} {{../yes}}{{/with}}", "Bengaluru true")]
    [InlineData("{{#with absent}}x{{else}}y{{/with}}", "y")]
    [InlineData("{{#contact}}{{firstName}}{{/contact}}{{#colours}}{{.}}{{/colours}}", "Anayaredblue")]
    [InlineData("{{^absent}}!{{/absent}}{{^yes}}x{{/yes}}", "!")]
    [InlineData("{{#* inline \"n\"}}{{firstName}}{{/inline}}Dear {{#with contact}}{{> n}}{{/with}}", "Dear Anaya")]
    [InlineData("{{> p contact}}{{#*inline 'p'}}[{{firstName}}]{{/inline}}", "[Anaya]")]
    [InlineData("a{{! note }}b{{!-- {{name}} --}}c", "abc")]
    [InlineData("a  {{~yes~}}  b {{~#if yes}} c {{~/if~}} d", "atrueb cd")]
    [InlineData("\\{{name}} {{yes}}", "{{name}} true")]
    [InlineData("{ \"json\": 1 } }} {", "{ \"json\": 1 } }} {")]
    public void Renders(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("Hi {{missing}}", "Attribute 'missing' is not present in the rendering data.")]
    [InlineData("{{contact.missing}}", "Attribute 'contact.missing' is not present in the rendering data.")]
    [InlineData("{{none}}", "Attribute 'none' is not present in the rendering data.")]
    [InlineData("{{#each subscription}}{{name}}{{/each}}", "Attribute 'name' is not present in the rendering data.")]
    [InlineData("{{../name}}", "Attribute '../name' is not present in the rendering data.")]
    [InlineData("{{#if yes}}", "The block 'if' has no end.")]
    [InlineData("{{#if yes}}{{else}}{{/each}}", "{{/each}} ends no 'if'.")]
    [InlineData("{{/if}}", "{{/if}} has no block to it.")]
    [InlineData("a {{name", "The tag at 2 is not closed.")]
    [InlineData("{{a..b}}", "'a..b' is no name of an attribute.")]
    [InlineData("{{}}", "The tag {{}} is empty.")]
    [InlineData("{{> other}}", "The partial 'other' could not be found.")]
    [InlineData("{{#* inline \"r\"}}{{> r}}{{/inline}}{{> r}}", "The partial 'r' renders itself.")]
    public void Says_what_is_wrong(string template, string message) =>
        Assert.Equal(message, Assert.Throws<RenderingException>(() => Render(template)).Message);

    [Theory]
    [InlineData("{{upper name}}", "the helper 'upper'")]
    [InlineData("{{#each colours as |c|}}{{c}}{{/each}}", "{{#each colours as |c|}} (the block 'each' like that)")]
    [InlineData("{{> p a=1}}", "{{> p a=1}} (a partial with parameters)")]
    [InlineData("{{#> p}}{{/p}}", "a partial with a default, {{#> …}},")]
    [InlineData("{{{{raw}}}}{{{{/raw}}}}", "a raw block, {{{{…}}}},")]
    public void Names_what_it_does_not_do(string template, string feature) =>
        Assert.Equal(feature, Assert.Throws<RenderingException>(() => Render(template)).Unsupported);

    [Fact]
    public void Ends_where_a_template_would_not()
    {
        var list = string.Join(',', Enumerable.Range(0, 1_000));
        var loops = string.Concat(Enumerable.Repeat("{{#each @root.l}}", 9))
            + string.Concat(Enumerable.Repeat("{{/each}}", 9));
        var nested = string.Concat(Enumerable.Repeat("{{#if l}}", 10_000));
        Assert.Throws<RenderingException>(() => Render(loops, $$"""{"l":[{{list}}]}"""));
        Assert.Throws<RenderingException>(() => Render(nested, """{"l":1}"""));
        const string longer = """{"l":[{"t":"0123456789"},{"t":"x"}]}""";
        Assert.Throws<RenderingException>(() => Render("{{#each l}}{{t}}{{/each}}", longer, 5));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    public void Data_is_an_object(string text) => Assert.Null(TemplateData.Read(text));

    private static string Render(string template, string data = Data, int lengthMax = 10_000) =>
        TemplateRenderer.Render(template, JsonElement.Parse(data), lengthMax);
}
