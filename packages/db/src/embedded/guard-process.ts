import { spawn } from "node:child_process";
import { Socket } from "node:net";

interface GuardOptions {
  /** The process to end; negative for its whole group, as with kill(2). */
  pid: number;
  signal: "INT" | "TERM";
  /** After this the rest is killed outright. */
  graceSeconds: number;
}

// A shell, because it weighs 1 MB. `read` blocks until our end of the pipe closes, however we die.
// A process that ended but was not collected (state Z) counts as gone; the rest of its group is then killed at once.
const script = `
while read -r _; do :; done
leader=\${1#-}
gone() {
  kill -s 0 -- "$1" 2>/dev/null || return 0
  [ -r "/proc/$leader/stat" ] || return 1
  read -r stat 2>/dev/null < "/proc/$leader/stat" || return 0
  case "$stat" in *") Z "*) return 0 ;; esac
  return 1
}
gone "$1" || kill -s "$2" -- "$1" 2>/dev/null
tenths=$(($3 * 10))
while [ "$tenths" -gt 0 ] && ! gone "$1"; do sleep 0.1; tenths=$((tenths - 1)); done
kill -s KILL -- "$1" 2>/dev/null
`;

/**
 * Ends `pid` when this process goes away without doing so itself, even by `kill -9`.
 *
 * Returns a function that calls the guard off; call it once the guarded process has ended.
 */
export function guardProcess({ pid, signal, graceSeconds }: GuardOptions): () => void {
  const guard = spawn(
    "/bin/sh",
    ["-c", script, "cartwright-guard", String(pid), signal, String(Math.ceil(graceSeconds))],
    {
      detached: true, // Ctrl-C reaches the terminal's group; the guard must outlive us
      stdio: ["pipe", "ignore", "ignore"],
      cwd: "/",
    },
  );
  guard.unref();
  // The pipe stays open as long as we live, and is not what keeps us alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return () => {
    guard.kill("SIGKILL");
  };
}
