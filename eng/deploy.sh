#!/usr/bin/env bash
# Deploys template.yaml with the package that eng/package.sh made: shows what would change, asks, changes it, prints the
# outputs and, the first time, an API key. By the SAM CLI where it is installed, else by the AWS CLI alone.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
Usage: eng/deploy.sh --mail-from ADDRESS [options]

  --mail-from ADDRESS     Sender of the welcome mail; needed the first time (parameter MailFrom).
  --stack NAME            Without it: onboarding.
  --region REGION         Without it: AWS_REGION, AWS_DEFAULT_REGION or the profile's region.
  --parameter NAME=VALUE  Any parameter of template.yaml; may be given more than once. Those that are not given keep
                          the value of the last deployment.
  --key-name NAME         Whose the first API key is; without it: web.
  --preview               Shows what would change and changes nothing.
  --yes                   Does not ask.
  --aws-cli               Uses the AWS CLI even where the SAM CLI is installed.

The package goes to the bucket {stack}-artifacts-{account}-{region}, which is created where it is missing and blocks
public access. eng/teardown.sh deletes what this makes.
HELP
}

fail() {
  echo "eng/deploy.sh: $*" >&2
  exit 1
}

need() {
  (($# > 1)) || fail "$1 needs a value"
}

stack=onboarding region='' key_name=web preview=false yes=false with_sam=true
parameters=()
while (($#)); do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --mail-from) need "$@"; parameters+=("MailFrom=$2"); shift ;;
    --stack) need "$@"; stack=$2; shift ;;
    --region) need "$@"; region=$2; shift ;;
    --parameter) need "$@"; [[ $2 == *=* ]] || fail "--parameter is NAME=VALUE, not '$2'"; parameters+=("$2"); shift ;;
    --key-name) need "$@"; key_name=$2; shift ;;
    --preview) preview=true ;;
    --yes) yes=true ;;
    --aws-cli) with_sam=false ;;
    *) fail "unknown option $1; --help lists them" ;;
  esac
  shift
done

# Users' buckets are named {stack}-user-{36 characters} and have 63 at most; their names are lower case.
[[ $stack =~ ^[a-z][a-z0-9-]{0,20}$ ]] \
  || fail "--stack is 1 to 21 lower-case letters, digits and hyphens and begins with a letter: it begins bucket names"

command -v aws >/dev/null \
  || fail "the AWS CLI is missing: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
executable=artifacts/bootstrap/bootstrap package=artifacts/bootstrap.zip
[[ -f $package && -f $executable ]] || fail "there is no $package: run eng/package.sh first"

region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
[[ -n $region ]] || fail "no region: give --region, set AWS_REGION or run 'aws configure'"
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER='' AWS_DEFAULT_OUTPUT=text
account=$(aws sts get-caller-identity --query Account) \
  || fail "AWS knows no credentials here: run 'aws configure sso' or 'aws configure' (docs/deploy.md)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bucket=$stack-artifacts-$account-$region
((${#bucket} <= 63)) || fail "the bucket name $bucket is longer than 63 characters: choose a shorter --stack"

# A stack of which only a change set was ever made is in REVIEW_IN_PROGRESS: for the template it is new.
status=$(aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' 2>"$work/error") \
  || grep -q 'does not exist' "$work/error" || fail "$(cat "$work/error")"
if [[ -z $status || $status == REVIEW_IN_PROGRESS || $status == None ]]; then
  [[ ${parameters[*]-} == *MailFrom=* ]] \
    || fail "a new stack needs --mail-from, an address of yours: SES mails it a link to confirm"
fi

# e_machine of the executable's ELF header: 183 is arm64, 62 is x86_64.
case "$(od -An -tu1 -j18 -N1 "$executable" | tr -d ' ')" in
  183) parameters+=(Architecture=arm64) ;;
  62) parameters+=(Architecture=x86_64) ;;
  *) fail "$executable is no executable for arm64 or x86_64: run eng/package.sh again" ;;
esac

make_bucket() {
  aws s3api head-bucket --bucket "$bucket" --expected-bucket-owner "$account" >/dev/null 2>"$work/error" && return
  grep -q '(404)' "$work/error" || fail "$bucket: $(cat "$work/error")"
  echo "Creating the bucket $bucket for the package."
  local constraint=()
  # us-east-1 is the one region that must not be named (CreateBucket, LocationConstraint).
  [[ $region == us-east-1 ]] || constraint=(--create-bucket-configuration "LocationConstraint=$region")
  aws s3api create-bucket --bucket "$bucket" ${constraint[@]+"${constraint[@]}"} >/dev/null
  aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
}

confirmed() {
  [[ $yes == true ]] && return
  local answer
  read -r -p "$1 [y/N] " answer || answer=''
  [[ $answer == [yY] ]]
}

deploy_by_sam() {
  local confirm=--confirm-changeset execute=()
  [[ $yes == false ]] || confirm=--no-confirm-changeset
  [[ $preview == false ]] || execute=(--no-execute-changeset)
  sam deploy --template-file template.yaml --stack-name "$stack" --region "$region" --s3-bucket "$bucket" \
    --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --no-fail-on-empty-changeset "$confirm" \
    ${execute[@]+"${execute[@]}"} --parameter-overrides "${parameters[@]}"
}

# `aws cloudformation package` does not read the template's Globals: it would zip this whole folder for each function.
# The package's name is its hash, so that the same package is no change.
upload_package() {
  local address left
  address=s3://$bucket/bootstrap-$(git hash-object "$package").zip
  aws s3 cp --quiet "$package" "$address"
  sed "s|CodeUri: $package|CodeUri: $address|" template.yaml >"$work/template.yaml"
  left=$(grep -nE '^ *[A-Za-z]+Uri:' "$work/template.yaml" | grep -v "Uri: $address" || true)
  [[ -z $left ]] || fail "template.yaml has local files that only the SAM CLI uploads; install it: $left"
}

# `aws cloudformation deploy --no-execute-changeset` is create-change-set with what it needs around it: whether the
# stack is new, which parameters keep their value, the upload of a large template, the wait. It prints the change set's
# ARN, or that nothing changes.
deploy_by_aws() {
  local printed change_set
  upload_package
  printed=$(aws cloudformation deploy --template-file "$work/template.yaml" --stack-name "$stack" \
    --s3-bucket "$bucket" --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --no-execute-changeset \
    --no-fail-on-empty-changeset --parameter-overrides "${parameters[@]}")
  change_set=$(grep -o 'arn:[^ ]*:changeSet/[^ ]*' <<<"$printed" || true)
  if [[ -z $change_set ]]; then
    echo "$printed"
    [[ $printed == *"No changes to deploy"* ]] || fail "the AWS CLI named no change set"
    return
  fi
  echo "What would change in $stack ($account, $region):"
  aws cloudformation describe-change-set --change-set-name "$change_set" --output table --query \
    'Changes[].ResourceChange.{Action:Action,Id:LogicalResourceId,Type:ResourceType,Replacement:Replacement}'
  if [[ $preview == true ]] || ! confirmed "Change it so?"; then
    echo "Nothing was changed. The change set stays until it is executed or deleted: $change_set"
    exit 0
  fi
  aws cloudformation execute-change-set --change-set-name "$change_set"
  echo "Waiting for CloudFormation; the first time takes a few minutes."
  wait_for_stack
}

# What the stack is now decides which wait is the right one; its failure names the first reason.
wait_for_stack() {
  local kind=update
  [[ -n $status && $status != REVIEW_IN_PROGRESS && $status != None ]] || kind=create
  aws cloudformation wait "stack-$kind-complete" --stack-name "$stack" && return
  aws cloudformation describe-stack-events --stack-name "$stack" --output table --query \
    "StackEvents[?contains(ResourceStatus, 'FAILED')].{Id:LogicalResourceId,Reason:ResourceStatusReason}" >&2
  fail "the deployment failed; CloudFormation took it back"
}

output() {
  aws cloudformation describe-stacks --stack-name "$stack" --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}

# The .NET SDK reads IAM Identity Center's profiles only with a package that this project does not use, so the AWS CLI
# hands over the credentials that it has.
make_first_key() {
  local table count credentials
  table=$(output ApiKeysTableName)
  count=$(aws dynamodb scan --table-name "$table" --select COUNT --query Count)
  if [[ $count != 0 ]]; then
    echo "API keys: $count, as before."
    return
  fi
  command -v dotnet >/dev/null || fail "the .NET SDK is missing, so there is no API key yet; docs/deploy.md"
  credentials=$(aws configure export-credentials --format env 2>/dev/null) || credentials=''
  echo "The first API key, which is not shown again:"
  (
    eval "$credentials"
    dotnet run --project Onboarding.AppHost -- keys create --name "$key_name" --endpoint aws --table "$table"
  )
}

make_bucket
if [[ $with_sam == true ]] && command -v sam >/dev/null; then
  deploy_by_sam
  [[ $preview == false ]] || exit 0
else
  deploy_by_aws
fi
aws cloudformation describe-stacks --stack-name "$stack" --output table --query \
  'Stacks[0].Outputs[].{Output:OutputKey,Value:OutputValue}'
make_first_key
