// Preloaded into what our commands start: when the command is killed outright, nothing of it stays behind.
// Programs hand their own flags on to their workers, who must not be touched: hence the parent's id.
const asked = new URL(import.meta.url).searchParams;
if (asked.get('parent') === String(process.ppid)) {
  process.once('disconnect', () => {
    process.kill(process.pid, asked.get('signal') ?? 'SIGTERM');
    setTimeout(() => process.exit(1), 5_000).unref();
  });
  process.channel?.unref();
}
