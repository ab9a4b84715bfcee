using System.Text;
using Onboarding.Functions.Http;
using Onboarding.Functions.Register;

namespace Onboarding.Functions.Tests.Register;

public sealed class RegisterBodyTests
{
    [Theory]
    [InlineData("""{"email":"Ada@Example.com","name":" Ada ","phone":"+4915112345678"}""")]
    [InlineData("""{"phone":"\u002b4915112345678","name":"Ada","email":"Ada@Example.com"}""")]
    public void Accepts(string body)
    {
        List<FieldFault> faults = [];

        var request = RegisterBody.Parse(Encoding.UTF8.GetBytes(body), faults);

        Assert.Equal(new RegisterRequest("ada@example.com", "Ada", "+4915112345678"), request);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("", "body must be a JSON object")]
    [InlineData("null", "body must be a JSON object")]
    [InlineData("[]", "body must be a JSON object")]
    [InlineData("\"text\"", "body must be a JSON object")]
    [InlineData("{", "body must be a JSON object")]
    [InlineData("{\"name\":\"Ada\"", "body must be a JSON object")]
    [InlineData("{} {}", "body must be a JSON object")]
    [InlineData("{'name':'Ada'}", "body must be a JSON object")]
    [InlineData("{\"x\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}", "body must be a JSON object")]
    [InlineData("{}", "email is required|name is required|phone is required")]
    [InlineData("""{"email":null,"name":null}""", "email is required|name is required|phone is required")]
    [InlineData("""{"email":1,"name":{"a":1},"phone":[]}""",
        "email must be a string|name must be a string|phone must be a string")]
    [InlineData("""{"email":"x","name":"","phone":"123"}""",
        "email must contain an @|name must have 1 to 200 characters|phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"A","admin":true}""", "admin is not a known field")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","Name":"A"}""",
        "Name is not a known field|name is required")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"A","name":"B"}""", "name must not be given twice")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"A\u0000"}""",
        "name must not contain control characters")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"A\nB"}""",
        "name must not contain control characters")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"A\u202eB"}""",
        "name must not contain control characters")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"\ud800"}""", "name must be valid Unicode")]
    [InlineData("""{"phone":"+491511","email":"a@b.example","name":"   "}""", "name must have 1 to 200 characters")]
    [InlineData("""{"email":"a@b.example","name":"A"}""", "phone is required")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":null}""", "phone is required")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":""}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+0123456"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+1234567890123456"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+49 151 1234"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+４９１５１１２３４"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+49٣٤٥٦٧"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    [InlineData("""{"email":"a@b.example","name":"A","phone":"+491511\n"}""",
        "phone must be in E.164 form, e.g. +4915112345678")]
    public void Names_every_fault(string body, string expected)
    {
        List<FieldFault> faults = [];

        var request = RegisterBody.Parse(Encoding.UTF8.GetBytes(body), faults);

        Assert.Null(request);
        Assert.Equal(expected.Split('|'), faults.Select(fault => $"{fault.Field} {fault.Message}").Order());
    }

    [Fact]
    public void Refuses_bytes_that_are_not_UTF_8()
    {
        List<FieldFault> faults = [];
        byte[] body = [.. """{"phone":"+491511","email":"a@b.example","name":"A"""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Null(RegisterBody.Parse(body, faults));
        Assert.NotEmpty(faults);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Counts_a_name_in_characters_and_not_in_code_units(int length, bool valid)
    {
        List<FieldFault> faults = [];
        var name = string.Concat(Enumerable.Repeat("😀", length));

        RegisterBody.Parse(
            Encoding.UTF8.GetBytes($$"""{"email":"a@b.example","name":"{{name}}","phone":"+491511"}"""), faults);

        Assert.Equal(valid, faults.Count == 0);
    }

    [Fact]
    public void Names_only_the_first_faults_of_a_hostile_body()
    {
        List<FieldFault> faults = [];
        var fields = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"f{i}\":1"));

        RegisterBody.Parse(Encoding.UTF8.GetBytes($"{{{fields}}}"), faults);

        Assert.InRange(faults.Count, 1, 40);
    }
}
