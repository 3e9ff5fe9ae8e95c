import { LOOPBACK } from './sockets.ts';

/** Configures nginx in front of a game, with these lines in its `location`. By default, it drops the Upgrade header. */
export function nginx(upstream: number, { location = '/', lines = '' } = {}) {
  return (port: number, folder: string) => `
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen ${LOOPBACK}:${port};
    location ${location} {
      proxy_pass http://${LOOPBACK}:${upstream}${location === '/' ? '' : '/'};
      ${lines}
    }
  }
}
`;
}

/** The lines that make nginx forward WebSockets. */
export const NGINX_UPGRADE = `
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";`;

/** Configures squid as its package does: it serves this machine, and allows CONNECT to port 443 only unless `tunnels`. */
export function squid({ tunnels = false } = {}) {
  return (port: number, folder: string) => `
http_port ${LOOPBACK}:${port}
acl https port 443
${tunnels ? '' : 'http_access deny CONNECT !https'}
http_access allow localhost
http_access deny all
pid_filename none
cache_log ${folder}/cache.log
access_log none
netdb_filename none
coredump_dir ${folder}
cache deny all
shutdown_lifetime 0 seconds
`;
}

/** Configures tinyproxy as its package does: it serves this machine, and allows CONNECT to port 443 only unless `tunnels`. */
export function tinyproxy({ tunnels = false } = {}) {
  return (port: number) => `
Port ${port}
Listen ${LOOPBACK}
Timeout 600
Allow ${LOOPBACK}
MaxClients 100
${tunnels ? '' : 'ConnectPort 443'}
`;
}

/** Configures haproxy in front of a game, with these lines in its frontend. */
export function haproxy(upstream: number, { lines = '', timeout = '60s' } = {}) {
  return (port: number) => `
defaults
  mode http
  timeout connect 5s
  timeout client ${timeout}
  timeout server ${timeout}
  timeout tunnel ${timeout}
frontend players
  bind ${LOOPBACK}:${port}
  ${lines}
  default_backend game
backend game
  server game ${LOOPBACK}:${upstream}
`;
}

/** The line that makes haproxy refuse every upgrade. */
export const HAPROXY_REFUSES_UPGRADES = 'http-request deny deny_status 403 if { req.hdr(Upgrade) -m found }';
