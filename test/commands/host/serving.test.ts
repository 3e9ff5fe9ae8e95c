import { describe, expect, it } from 'vitest';
import type { JournalHeader } from '../../../source/journal/header.ts';
import { ignoredServingNotice, mergeServing, servingOf } from '../../../source/commands/host/serving.ts';
import { HEADER } from '../../helpers/journals.ts';

describe('servingOf', () => {
  it('returns only what differs from the defaults', () => {
    expect(
      servingOf({ discovery: true, durable: false, trustProxy: false, web: true, servePackage: false }),
    ).toEqual({});
  });
});

describe('mergeServing', () => {
  it('takes what the journal says for options that were not passed', () => {
    const saved = {
      bind: '127.0.0.1',
      allowHost: ['quiz.lan'],
      web: false,
      servePackage: true,
      discovery: false,
      durable: true,
      reportDir: '/reports',
    };
    expect(mergeServing({ discovery: true, web: true, allowHost: undefined }, saved)).toEqual(saved);
    expect(mergeServing({ discovery: true, web: true }, {})).toEqual({ discovery: true, web: true });
  });

  it('prefers options that were passed', () => {
    const saved = { bind: '127.0.0.1', reportDir: '/reports' };
    const passed = { bind: '127.0.0.2', reportDir: '/others', discovery: false, web: false };
    expect(mergeServing(passed, saved)).toEqual(passed);
  });
});

describe('ignoredServingNotice', () => {
  const serving = {
    bind: '0.0.0.0',
    web: false,
    servePackage: true,
    discovery: false,
    publicUrl: 'https://evil.example',
    allowHost: ['evil.example'],
    trustProxy: true,
    tlsCert: '/cert.pem',
    tlsKey: '/key.pem',
    reportDir: '/etc',
    durable: true,
  };
  const noticeOf = (header: Partial<JournalHeader>, options: Parameters<typeof ignoredServingNotice>[1]) =>
    ignoredServingNotice({ file: 'friday.jsonl', header: { ...HEADER, ...header } }, options);

  it('names the options of all settings that differ from those passed, and no values', () => {
    expect(noticeOf({ port: 7850, serving }, { discovery: true })).toBe(
      'friday.jsonl is not in your state folder, so its settings for these options are ignored: --port, --bind, ' +
        '--no-discovery, --public-url, --allow-host, --trust-proxy, --no-web, --serve-package, --tls-cert, --tls-key, --report-dir, --durable. ' +
        'Pass them again to use them.',
    );
  });

  it('leaves out the options that were passed, and settings that are the default anyway', () => {
    const options = { ...serving, bind: '127.0.0.1', reportDir: '/reports', port: 0 };
    expect(noticeOf({ port: 7850, serving }, options)).toBeUndefined();
    expect(noticeOf({ port: 7849, serving: {} }, { discovery: true })).toBeUndefined();
  });
});
