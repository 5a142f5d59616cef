import 'server-only';

/** The version of this Pushscope, as its package says; the build writes it in. */
export function toolVersion(): string {
  return process.env.PUSHSCOPE_VERSION ?? process.env.npm_package_version ?? 'unknown';
}
