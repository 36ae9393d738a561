# Sourced by mvnw and rollcall: find_jdk finds a JDK of at least $REQUIRED_JAVA, sets JAVA_HOME and exports it.
# Plain POSIX sh, so that dash and macOS's bash 3.2 read it alike.

REQUIRED_JAVA=25

# java_major HOME: prints the feature release of the JDK at HOME; fails when no JDK (with a compiler) lies there.
java_major() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  java_version=
  if [ -r "$1/release" ]; then
    java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  if [ -z "$java_version" ]; then
    java_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ -n "$java_version" ] && printf '%s\n' "$java_version"
}

# use_jdk HOME: takes the JDK at HOME when it is new enough.
use_jdk() {
  [ -n "$1" ] || return 1
  java_found=$(java_major "$1") || return 1
  [ "$java_found" -ge "$REQUIRED_JAVA" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# find_jdk: JAVA_HOME first, then the java on the PATH, then the usual folders; says what to install when there is none.
find_jdk() {
  use_jdk "${JAVA_HOME:-}" && return 0

  java_on_path=$(command -v javac 2>/dev/null) || java_on_path=
  while [ -n "$java_on_path" ] && [ -L "$java_on_path" ]; do
    java_link=$(readlink "$java_on_path")
    case $java_link in
      /*) java_on_path=$java_link ;;
      *) java_on_path=$(dirname "$java_on_path")/$java_link ;;
    esac
  done
  if [ -n "$java_on_path" ]; then
    use_jdk "$(cd "$(dirname "$java_on_path")/.." && pwd -P)" && return 0
  fi

  if [ -x /usr/libexec/java_home ]; then
    use_jdk "$(/usr/libexec/java_home -v "$REQUIRED_JAVA+" 2>/dev/null)" && return 0
  fi

  for java_candidate in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    use_jdk "$java_candidate" && return 0
  done

  echo "Rollcall needs a JDK $REQUIRED_JAVA or newer and found none: install one (for example Eclipse Temurin $REQUIRED_JAVA) or point JAVA_HOME at it." >&2
  return 1
}
