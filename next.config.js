/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // The sandbox's presigned upload paths and Coveo's own paths are answered exactly as asked.
  skipTrailingSlashRedirect: true,
  devIndicators: false,
};

export default config;
