using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Tests.DynamoDb.Expressions;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Tests.DynamoDb.Json;

public sealed class AttributeValueJsonTests
{
    private const string Empty =
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    [Theory]
    [InlineData("""{"a":{"S":"x"}}""")]
    [InlineData("""{"a":{"S":""},"b":{"N":"-1.5"},"c":{"B":"AAH/"},"d":{"BOOL":false},"e":{"NULL":true}}""")]
    [InlineData("""{"a":{"L":[{"S":"x"},{"L":[]},{"M":{}}]},"m":{"M":{"k":{"M":{"n":{"N":"1"}}}}}}""")]
    [InlineData("""{"a":{"SS":["x","y"]},"b":{"NS":["-1","2","10"]},"c":{"BS":["AA==","/w=="]}}""")]
    public void Returns_what_it_was_given(string json) => Assert.Equal(json, Expression.Json(Expression.Item(json)));

    [Theory]
    [InlineData("""{"a\nb":{"S":"\u00e9\ud83d\ude00\\\/\""}}""", "a\nb", "é\U0001F600\\/\"")]
    [InlineData("""{"é":{"S":"é"}}""", "é", "é")]
    public void Unescapes_names_and_strings(string json, string name, string text) =>
        Assert.Equal(Item.Of((name, new StringValue(text))), Expression.Item(json));

    // Recorded from DynamoDB Local 3.3.0.
    [Theory]
    [InlineData("{}", Empty)]
    [InlineData("""{"X":"y"}""", Empty)]
    [InlineData("""{"S":null}""", Empty)]
    [InlineData("""{"L":[{}]}""", Empty)]
    [InlineData(
        """{"S":"x","N":"1"}""",
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes")]
    [InlineData(
        """{"NULL":false}""",
        "One or more parameter values were invalid: Null attribute value types must have the value of true")]
    [InlineData("""{"SS":[]}""", "One or more parameter values were invalid: An string set  may not be empty")]
    [InlineData("""{"NS":[]}""", "One or more parameter values were invalid: An number set  may not be empty")]
    [InlineData("""{"BS":[]}""", "One or more parameter values were invalid: Binary sets should not be empty")]
    [InlineData(
        """{"SS":["a","b","a"]}""",
        "One or more parameter values were invalid: Input collection [a, b, a] contains duplicates")]
    [InlineData("""{"NS":["1","1.0"]}""", "Input collection contains duplicates")]
    [InlineData(
        """{"SS":[null]}""",
        "One or more parameter values were invalid: An string set may not have a null string as a member")]
    [InlineData("""{"M":{"":{"S":"x"}}}""", "Empty attribute name")]
    [InlineData(
        """{"N":"1E126"}""",
        "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    public void Rejects_invalid_values(string json, string message)
    {
        var fault = Assert.Throws<AwsException>(() => Expression.Value(json));
        Assert.Equal(("ValidationException", message), (fault.Error.Code, fault.Message));
    }

    // AWS's own wording, which DynamoDB Local does not share.
    [Theory]
    [InlineData("""{"N":"abc"}""", "The parameter cannot be converted to a numeric value: abc")]
    [InlineData("""{"N":""}""", "The parameter cannot be converted to a numeric value")]
    [InlineData("""{"S":1}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"S":1.5}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"N":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"S":[]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"S":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"BOOL":"true"}""", "Unexpected token received from parser")]
    [InlineData("""{"B":"!"}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"L":"x"}""", "Unexpected field type")]
    [InlineData("\"x\"", "Unexpected value type in payload")]
    public void Rejects_what_is_no_value(string json, string message) =>
        Assert.Equal(message, Assert.Throws<AwsException>(() => Expression.Value(json)).Message);

    [Fact]
    public void Rejects_half_a_surrogate_pair() =>
        Assert.Throws<AwsException>(() => Expression.Value("""{"S":"\ud800"}"""));

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(60, false)]
    public void Takes_31_lists_and_maps_around_a_value(int depth, bool fits)
    {
        var json = """{"S":"x"}""";
        for (var i = 0; i < depth; i++)
        {
            json = i % 2 == 0 ? """{"L":[""" + json + "]}" : """{"M":{"k":""" + json + "}}";
        }

        var fault = Record.Exception(() => Expression.Value(json));
        Assert.Equal(fits, fault is null);
        Assert.True(fits || fault!.Message.StartsWith("Nesting Levels have exceeded", StringComparison.Ordinal));
    }

    // Recorded from DynamoDB Local 3.3.0.
    [Theory]
    [InlineData("{}", "ExpressionAttributeValues must not be empty")]
    [InlineData("""{"v":{"S":"x"}}""", "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"")]
    [InlineData(
        """{":v-x":{"S":"x"}}""",
        "ExpressionAttributeValues contains invalid key: Syntax error; key: \":v-x\"")]
    [InlineData("""{":":{"S":"x"}}""", "ExpressionAttributeValues contains invalid key: Syntax error; key: \":\"")]
    [InlineData(
        """{":v":{}}""",
        "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, " +
        "must contain exactly one of the supported datatypes for key :v")]
    public void Rejects_faulty_expression_values(string json, string message) =>
        Assert.Equal(message, Assert.Throws<AwsException>(() => Expression.Values(json)).Message);

    [Theory]
    [InlineData("{}", "ExpressionAttributeNames must not be empty")]
    [InlineData("""{"n":"x"}""", "ExpressionAttributeNames contains invalid key: Syntax error; key: \"n\"")]
    [InlineData("""{"#n":""}""", "ExpressionAttributeNames contains invalid value: Empty attribute name for key #n")]
    [InlineData("""{"#n":null}""", "ExpressionAttributeNames contains invalid value: null for key #n")]
    public void Rejects_faulty_expression_names(string json, string message) =>
        Assert.Equal(message, Assert.Throws<AwsException>(() => Expression.Names(json)).Message);
}
