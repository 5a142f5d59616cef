const ONE_DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A size in words, of 1,024 bytes a KB: "812 bytes", "3.4 KB", "10 MB". Rounded up, so that no limit looks kept. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1024 * 1024 ? [1024, 'KB'] : [1024 * 1024, 'MB'];
  return `${ONE_DECIMAL.format(Math.ceil((10 * bytes) / size) / 10)} ${unit}`;
}
