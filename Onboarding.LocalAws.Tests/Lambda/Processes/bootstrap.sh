#!/bin/bash
# A Lambda runtime in nothing but bash: no curl, no build, and a process that starts in a few milliseconds.
# _HANDLER picks what it does with an event: Echo, Hang, Exit, Grow, Environment.

authority=${AWS_LAMBDA_RUNTIME_API%%/*}
base=/${AWS_LAMBDA_RUNTIME_API#*/}/2018-06-01/runtime
export LC_ALL=C

call() { # method, path, body → body in $answer, request id in $id
    exec 3<>"/dev/tcp/${authority%%:*}/${authority##*:}" || exit 1
    printf '%s %s%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
        "$1" "$base" "$2" "$authority" "${#3}" "$3" >&3
    local line length=0
    read -r line <&3
    while IFS=$'\r' read -r line <&3 && [ -n "$line" ]; do
        case ${line,,} in
            content-length:*) length=$((${line#*: })) ;;
            lambda-runtime-aws-request-id:*) id=${line#*: } ;;
        esac
    done
    read -r -N "$length" answer <&3
    exec 3<&-
}

echo "starting $_HANDLER"
while call GET /invocation/next "" && [ -n "$id" ]; do
    event=$answer
    request=$id
    id=
    echo "handling $event"
    case $_HANDLER in
        Echo) call POST "/invocation/$request/response" "$event" ;;
        Pid) call POST "/invocation/$request/response" "$$" ;;
        Environment) call POST "/invocation/$request/response" "\"$(compgen -e | sort | tr '\n' ' ')\"" ;;
        Hang) read -r -t 1000 <> <(:) ;;
        Exit) exit 7 ;;
        Grow) while :; do memory+=$(printf '%01048576d' 0); done ;;
    esac
done
