namespace Onboarding.LocalAws.Template.Shapes;

/// <summary>CloudFormation takes `true`/`"true"` in any case; YAML 1.1's yes/no/on/off stay texts.</summary>
internal static class Booleans
{
    public static bool TryParse(string text, out bool value) => bool.TryParse(text, out value);
}
