using System.Diagnostics;
using Onboarding.LocalAws.Template;

namespace Onboarding.LocalAws.Tests.Template;

/// <summary>Every text either loads or throws a TemplateException, and soon.</summary>
public class TemplateFuzzTests
{
    private static readonly string[] Fragments =
    [
        "!Ref ", "!Sub ", "!GetAtt ", "!If ", "!Join ", "Fn::Sub: ", "Fn::If: ", "{", "}", "[", "]",
        ": ", "- ", "\n", "\n  ",
        "\n    ", "&a ", "*a", "<<: ", "|\n", ">-\n", "'", "\"", "#", "---\n", "...\n", "%YAML 1.1\n",
        "? ", "!!binary ", "~",
        "\t", "\0", "\u2028", "${", "${!", "AWS::NoValue", "UsersTable", "Resources", "Type", "!",
        "!<", "\\x", ",", "é😀",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutated_templates_never_fail_otherwise(int seed)
    {
        var random = new Random(seed);
        var original = Templates.OnboardingText();
        for (var round = 0; round < 150; round++)
        {
            var text = original;
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                text = Mutate(text, random);
            }

            AssertSound(text, $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Random_token_soup_never_fails_otherwise(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => Fragments[random.Next(Fragments.Length)]));
            AssertSound(text, $"seed {seed}, round {round}: {text}");
        }
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
            1 => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)),
            _ => text.Insert(at, text.Substring(random.Next(text.Length / 2), random.Next(1, 200))),
        };
    }

    private static void AssertSound(string text, string what)
    {
        var start = Stopwatch.GetTimestamp();
        var thrown = Record.Exception(() => Templates.Load(text));
        Assert.True(thrown is null or TemplateException, $"{what}: {thrown}");
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), $"{what} took too long");
    }
}
