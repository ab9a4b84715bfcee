using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>Headers and tags: a list of <c>{"Name":"…","Value":"…"}</c>.</summary>
internal static class NamedValues
{
    /// <param name="nameMember">Name or Key.</param>
    public static List<KeyValuePair<string, string>> Read(ref JsonInput input, string nameMember = "Name")
    {
        List<KeyValuePair<string, string>> pairs = [];
        if (!input.BeginArray())
        {
            return pairs;
        }

        while (input.NextElement())
        {
            string? name = null, value = null;
            input.BeginObject();
            while (input.NextMember())
            {
                if (input.MemberName() == nameMember)
                {
                    name = input.ReadString();
                }
                else if (input.MemberIs("Value"u8))
                {
                    value = input.ReadString();
                }
                else
                {
                    input.Skip();
                }
            }

            pairs.Add(new(name ?? "", value ?? ""));
        }

        input.EndArray();
        return pairs;
    }
}
