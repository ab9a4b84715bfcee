#!/usr/bin/env bash
# The AWS CLI against a running host: eng/clients/aws-cli.sh [endpoint]. Each call's answer is compared with what AWS
# would say; the first difference ends the script. AWS_CLI names another binary; BIG_MB is the large object's size.
#
# The endpoint is an option of each call: version 1's sqs and versions before 2.13 do not read AWS_ENDPOINT_URL.
set -euo pipefail

endpoint=${1:-http://127.0.0.1:4566}
cli=${AWS_CLI:-aws}
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_PAGER='' AWS_DEFAULT_OUTPUT=text
unset AWS_SESSION_TOKEN AWS_PROFILE
name=cli-$$
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
calls=0

fail() {
  echo "call $calls, $1" >&2
  exit 1
}

# same WHAT-IS-EXPECTED COMMAND…: what the command prints, tabs and line ends as single blanks.
same() {
  local expected=$1 actual
  shift
  calls=$((calls + 1))
  actual=$("$cli" --endpoint-url "$endpoint" "$@" 2>"$work/error") || fail "$*: $(cat "$work/error")"
  actual=$(tr -s '\t\n ' ' ' <<<"$actual")
  # shellcheck disable=SC2053 # the expectation is a pattern
  [[ ${actual% } == $expected ]] || fail "$*: expected '$expected', got '$actual'"
}

# refused TEXT COMMAND…: the command fails, and says that.
refused() {
  local expected=$1
  shift
  calls=$((calls + 1))
  "$cli" --endpoint-url "$endpoint" "$@" >/dev/null 2>"$work/error" && fail "$* did not fail"
  grep -qF -- "$expected" "$work/error" || fail "$*: expected '$expected', got '$(cat "$work/error")'"
}

# print COMMAND…: the answer itself, for a later call.
print() {
  "$cli" --endpoint-url "$endpoint" "$@"
}

# seconds COMMAND…: how long it takes.
seconds() {
  local started=$SECONDS
  "$cli" --endpoint-url "$endpoint" "$@" >/dev/null
  calls=$((calls + 1))
  echo $((SECONDS - started))
}

"$cli" --version

# Who am I; another's credentials; a service that is not here answers in the client's own format.
same '*:root' sts get-caller-identity --query Arn
AWS_SECRET_ACCESS_KEY=wrong refused SignatureDoesNotMatch sts get-caller-identity
refused AccessDenied sts assume-role --role-arn "arn:aws:iam::123456789012:role/$name" --role-session-name "$name"
refused 'not supported by Onboarding.LocalAws' cloudformation list-stacks
refused 'not supported by Onboarding.LocalAws' iam list-roles

# DynamoDB and its streams
same CREATING dynamodb create-table --table-name "$name" --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH \
  --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES --query TableDescription.TableStatus
print dynamodb wait table-exists --table-name "$name"
same '' dynamodb put-item --table-name "$name" --item '{"id":{"S":"1"},"n":{"N":"1"}}'
same 2 dynamodb update-item --table-name "$name" --key '{"id":{"S":"1"}}' --update-expression 'ADD n :one' \
  --expression-attribute-values '{":one":{"N":"1"}}' --return-values ALL_NEW --query Attributes.n.N
refused ConditionalCheckFailedException dynamodb put-item --table-name "$name" --item '{"id":{"S":"1"}}' \
  --condition-expression 'attribute_not_exists(id)'
same 'None' dynamodb put-item --table-name "$name" --item '{"id":{"S":"2"}}' \
  --expected '{"id":{"Exists":false}}' --query UnprocessedItems
same '1' dynamodb query --table-name "$name" --key-condition-expression 'id = :id' \
  --expression-attribute-values '{":id":{"S":"1"}}' --query Count
same '2' dynamodb scan --table-name "$name" --query Count
same 'None' dynamodb batch-write-item --query UnprocessedItems.x \
  --request-items "{\"$name\":[{\"DeleteRequest\":{\"Key\":{\"id\":{\"S\":\"2\"}}}}]}"
same '' dynamodb transact-write-items \
  --transact-items "[{\"Delete\":{\"TableName\":\"$name\",\"Key\":{\"id\":{\"S\":\"1\"}}}}]"
stream=$(print dynamodbstreams list-streams --table-name "$name" --query 'Streams[0].StreamArn')
shard=$(print dynamodbstreams describe-stream --stream-arn "$stream" --query 'StreamDescription.Shards[0].ShardId')
iterator=$(print dynamodbstreams get-shard-iterator --stream-arn "$stream" --shard-id "$shard" \
  --shard-iterator-type TRIM_HORIZON --query ShardIterator)
same 'INSERT MODIFY INSERT REMOVE REMOVE' dynamodbstreams get-records --shard-iterator "$iterator" \
  --query 'Records[].eventName'
same DELETING dynamodb delete-table --table-name "$name" --query TableDescription.TableStatus

# S3: small, empty and large objects
same "make_bucket: $name" s3 mb "s3://$name"
mkdir "$work/small"
for i in 1 2 3 4 5 6; do echo "small $i" >"$work/small/$i.txt"; done
without=$(seconds s3 sync "$work/small" "s3://$name/without/")
cp -r "$work/small" "$work/mixed"
for i in 1 2 3 4 5 6; do : >"$work/mixed/empty-$i"; done
with=$(seconds s3 sync "$work/mixed" "s3://$name/with/")
((with <= without + 15)) || fail "sync with empty files took $with s, $without s without"
echo "sync: $without s of six small files, $with s with six empty ones more"
same '12' s3api list-objects-v2 --bucket "$name" --prefix with/ --query 'length(Contents)'
head -c $((${BIG_MB:-100} * 1024 * 1024)) /dev/urandom >"$work/big"
head -c $((9 * 1024 * 1024)) "$work/big" >"$work/nine"
same '' s3 cp --only-show-errors "$work/nine" "s3://$name/nine"
same '*-2"' s3api head-object --bucket "$name" --key nine --query ETag
same '' s3 cp --only-show-errors "$work/big" "s3://$name/big"
same '' s3 cp --only-show-errors "s3://$name/big" "$work/back"
cmp "$work/big" "$work/back" || fail 'the large object came back changed'
same '' s3 cp --only-show-errors "s3://$name/big" "s3://$name/copy"
same "$(stat -c %s "$work/big")" s3api head-object --bucket "$name" --key copy --query ContentLength
same 'FULL_CONTROL' s3api get-bucket-acl --bucket "$name" --query 'Grants[0].Permission'
same 'small 1' s3 cp "s3://$name/with/1.txt" -
calls=$((calls + 1))
[[ $(curl -fsS "$(print s3 presign "s3://$name/with/2.txt")") == 'small 2' ]] || fail 'a presigned URL'
refused 404 s3api head-object --bucket "$name" --key none
refused BucketNotEmpty s3api delete-bucket --bucket "$name"
same "*remove_bucket: $name" s3 rb --force "s3://$name"

# SQS
queue=$(print sqs create-queue --queue-name "$name" --query QueueUrl)
same '????????-*' sqs send-message --queue-url "$queue" --message-body hello --query MessageId
same hello sqs receive-message --queue-url "$queue" --query 'Messages[0].Body'
refused NonExistentQueue sqs get-queue-url --queue-name "$name-none"
same '' sqs delete-queue --queue-url "$queue"

fifo=$(print sqs create-queue --queue-name "$name.fifo" --query QueueUrl \
  --attributes FifoQueue=true,ContentBasedDeduplication=true)
for body in one two two; do
  same '188*' sqs send-message --queue-url "$fifo" --message-body $body --message-group-id g --query SequenceNumber
done
same 'one two' sqs receive-message --queue-url "$fifo" --max-number-of-messages 10 --query 'Messages[].Body'
same '' sqs delete-queue --queue-url "$fifo"

# SES, both versions
same '*' sesv2 create-email-identity --email-identity "$name@example.com" --query IdentityType
same '*' sesv2 send-email --from-email-address "$name@example.com" --destination "ToAddresses=$name@example.com" \
  --content '{"Simple":{"Subject":{"Data":"s"},"Body":{"Html":{"Data":"<p>hello</p>"}}}}' --query MessageId
same "*$name@example.com*" ses list-identities --query Identities
same '*' ses send-email --from "$name@example.com" --to "$name@example.com" --subject first --text hello \
  --query MessageId
refused MessageRejected ses send-email --from "x@$name.example" --to "$name@example.com" --subject s --text t

# EventBridge, Lambda, Cognito
same 0 events put-events --query FailedEntryCount \
  --entries "[{\"Source\":\"cli\",\"DetailType\":\"t\",\"Detail\":\"{}\"}]"
event='"id":"1","account":"1","source":"cli","time":"2026-01-01T00:00:00Z","region":"r","detail-type":"t","detail":{}'
same True events test-event-pattern --event-pattern '{"source":["cli"]}' --event "{$event}" --query Result
same '*onboarding-*' lambda list-functions --query 'Functions[].FunctionName'
refused ResourceNotFoundException lambda invoke --function-name "$name" "$work/out"
pool=$(print cognito-idp list-user-pools --max-results 1 --query 'UserPools[0].Id')
same "$pool" cognito-idp describe-user-pool --user-pool-id "$pool" --query UserPool.Id

echo "$calls calls, each as expected"
