declare module 'proxy-from-env' {
  /** The proxy for a URL by the environment, as a URL where the variable holds one; empty where there is none. */
  export function getProxyForUrl(url: string | URL): string;
}
