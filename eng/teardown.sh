#!/usr/bin/env bash
# Deletes what eng/deploy.sh made and what the pipeline made since: the stack, what its template retains (tables, user
# pool, sender identity, data lake), users' buckets with all versions in them, log groups, the package's bucket. Shows it first.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
Usage: eng/teardown.sh [options]

  --stack NAME     Without it: onboarding.
  --region REGION  Without it: AWS_REGION, AWS_DEFAULT_REGION or the profile's region.
  --keep-data      Keeps tables, user pool, sender identity, data lake and users' buckets, and names them.
  --dry-run        Shows what would be deleted and deletes nothing.
  --yes            Does not ask for the stack's name.

Works for a stack that is deleted already, too: what the template retained is found for as long as CloudFormation
remembers the stack, 90 days.
HELP
}

fail() {
  echo "eng/teardown.sh: $*" >&2
  exit 1
}

need() {
  (($# > 1)) || fail "$1 needs a value"
}

stack=onboarding region='' keep_data=false dry_run=false yes=false
while (($#)); do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --stack) need "$@"; stack=$2; shift ;;
    --region) need "$@"; region=$2; shift ;;
    --keep-data) keep_data=true ;;
    --dry-run) dry_run=true ;;
    --yes) yes=true ;;
    *) fail "unknown option $1; --help lists them" ;;
  esac
  shift
done
[[ $stack =~ ^[a-z][a-z0-9-]{0,20}$ ]] || fail "--stack is 1 to 21 lower-case letters, digits and hyphens"

command -v aws >/dev/null \
  || fail "the AWS CLI is missing: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
[[ -n $region ]] || fail "no region: give --region, set AWS_REGION or run 'aws configure'"
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER='' AWS_DEFAULT_OUTPUT=text
account=$(aws sts get-caller-identity --query Account) \
  || fail "AWS knows no credentials here: run 'aws configure sso' or 'aws configure' (docs/deploy.md)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The stack's ARN, by which CloudFormation knows it after its deletion, too; "None" is the CLI's word for nothing.
id=$(aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackId' 2>"$work/error") \
  || grep -q 'does not exist' "$work/error" || fail "$(cat "$work/error")"
is_there=true
if [[ -z $id || $id == None ]]; then
  is_there=false
  id=$(aws cloudformation list-stacks --stack-status-filter DELETE_COMPLETE \
    --query "StackSummaries[?StackName=='$stack'] | [0].StackId" | head -n 1)
fi
if [[ -n $id && $id != None ]]; then
  aws cloudformation list-stack-resources --stack-name "$id" --query \
    'StackResourceSummaries[].[ResourceType,PhysicalResourceId,ResourceStatus]' >"$work/resources"
else
  : >"$work/resources"
fi

# Physical ids of one type, of what is there still.
of_type() {
  awk -F '\t' -v type="$1" '$1 == type && $2 != "" && $2 != "None" && $3 != "DELETE_COMPLETE" { print $2 }' \
    "$work/resources"
}

# The groups of the stack go with it. What is left is what Lambda makes by itself for a function that had no group of
# its own in an earlier version of the template; its name is exact, so that no other stack's group is met.
log_groups() {
  local name
  {
    awk -F '\t' '$1 == "AWS::Lambda::Function" && $2 != "None" { print "/aws/lambda/" $2 }' "$work/resources"
    awk -F '\t' '$1 == "AWS::Logs::LogGroup" && $2 != "None" { print $2 }' "$work/resources"
  } | while read -r name; do
    aws logs describe-log-groups --log-group-name-prefix "$name" \
      --query "logGroups[?logGroupName=='$name'].logGroupName"
  done
}

# Provision names a user's bucket {stack}-user-{userId}, a UUID: the whole name is matched, because the prefix alone
# would also meet the buckets of a stack called "{stack}-user-…".
user_buckets() {
  local names
  names=$(aws s3api list-buckets --query "Buckets[?starts_with(Name, '$stack-user-')].Name")
  tr '\t' '\n' <<<"$names" | grep -E "^$stack-user-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" || true
}

artifact_bucket() {
  local name=$stack-artifacts-$account-$region
  if aws s3api head-bucket --bucket "$name" --expected-bucket-owner "$account" >/dev/null 2>"$work/error"; then
    echo "$name"
  else
    grep -q '(404)' "$work/error" || fail "$name: $(cat "$work/error")"
  fi
}

# Every version and delete marker, a page of 1,000 at a time (DeleteObjects takes that many). A bucket that never had
# versions lists its objects as versions "null". Where the service has no versions at all, its objects are deleted.
empty_bucket() {
  local query='{Objects: [Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}, Quiet: `true`}'
  while aws s3api list-object-versions --bucket "$1" --max-items 1000 --output json --query "$query" \
    >"$work/versions" 2>"$work/error"; do
    if ! grep -q '"Key"' "$work/versions"; then
      return
    fi
    aws s3api delete-objects --bucket "$1" --delete "file://$work/versions" >"$work/refused"
    ! grep -q ERRORS "$work/refused" || fail "objects in $1 cannot be deleted: $(cat "$work/refused")"
  done
  grep -q NotImplemented "$work/error" || fail "$1 cannot be listed: $(cat "$work/error")"
  aws s3 rm --recursive --quiet "s3://$1"
}

delete_bucket() {
  echo "Deleting the bucket $1."
  empty_bucket "$1"
  aws s3api delete-bucket --bucket "$1"
}

tables=$(of_type AWS::DynamoDB::Table)
pools=$(of_type AWS::Cognito::UserPool)
identities=$(of_type AWS::SES::EmailIdentity)
lakes=$(of_type AWS::S3::Bucket)
users=$(user_buckets)
logs=$(log_groups)
artifacts=$(artifact_bucket)

# shellcheck disable=SC2086 # each list is words
show() {
  local title=$1
  shift
  (($# == 0)) || printf '%s:\n' "$title"
  (($# == 0)) || printf '  %s\n' "$@"
}

kept=Deletes
[[ $keep_data == false ]] || kept=Keeps
if [[ $is_there == false && -z $tables$pools$identities$lakes$users$logs$artifacts ]]; then
  echo "There is nothing of $stack in $account, $region."
  exit 0
fi
echo "Account $account, region $region"
if [[ $is_there == true ]]; then
  show "Deletes the stack" "$stack"
fi
# shellcheck disable=SC2086 # each list is words
{
  show "$kept tables, with every user in them" $tables
  show "$kept user pools" $pools
  show "$kept SES identities" $identities
  show "$kept the data lake, with every event in it" $lakes
  show "$kept users' buckets, with every object and version in them" $users
  show "Deletes log groups" $logs
  show "Deletes the package's bucket" $artifacts
}

if [[ $dry_run == true ]]; then
  exit 0
fi
if [[ $yes == false ]]; then
  read -r -p "There is no way back. Type the stack's name to go on: " answer || answer=''
  [[ $answer == "$stack" ]] || fail "nothing was deleted"
fi

if [[ $is_there == true ]]; then
  echo "Deleting the stack; this takes a few minutes."
  aws cloudformation delete-stack --stack-name "$id"
  aws cloudformation wait stack-delete-complete --stack-name "$id" \
    || fail "the stack could not be deleted; 'aws cloudformation describe-stack-events --stack-name $stack' says why"
fi

if [[ $keep_data == false ]]; then
  # Once more: until the functions were gone, a registration could make another bucket.
  for bucket in $(user_buckets) $lakes; do
    delete_bucket "$bucket"
  done
  for table in $tables; do
    echo "Deleting the table $table."
    aws dynamodb delete-table --table-name "$table" >/dev/null
  done
  for pool in $pools; do
    echo "Deleting the user pool $pool."
    aws cognito-idp delete-user-pool --user-pool-id "$pool"
  done
  for identity in $identities; do
    echo "Deleting the identity $identity."
    aws sesv2 delete-email-identity --email-identity "$identity"
  done
fi
# What the stack's own deletion has taken is not listed a second time.
for group in $(log_groups); do
  echo "Deleting the log group $group."
  aws logs delete-log-group --log-group-name "$group"
done
for bucket in $artifacts; do
  delete_bucket "$bucket"
done
echo "Done."
