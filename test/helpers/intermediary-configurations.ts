import { LOOPBACK } from './sockets.ts';

/** An nginx in front of a game, with these lines in each `location`: by default it passes no Upgrade on. */
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

/** What an nginx needs to pass WebSockets on. */
export const NGINX_UPGRADE = `
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";`;

/** A squid that lets this machine through, and tunnels to HTTPS's own port only, as its package has it. */
export function squid({ tunnels = false } = {}) {
  return (port: number, folder: string) => `
http_port ${LOOPBACK}:${port}
acl tunnelled port 443
${tunnels ? '' : 'http_access deny CONNECT !tunnelled'}
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

/** A tinyproxy that lets this machine through, and tunnels to HTTPS's own port only, as its package has it. */
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

/** A haproxy in front of a game, with these lines for its front. */
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

/** What makes a haproxy refuse every upgrade. */
export const HAPROXY_REFUSES_UPGRADES = 'http-request deny deny_status 403 if { req.hdr(Upgrade) -m found }';
