import fs from 'node:fs'
import os from 'node:os'
import { chromium, type BrowserServer } from 'playwright-core'
import { unpackChromium, type Chromium } from './unpack-chromium.ts'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser to test with: CHROMIUM_PATH, else an installed one, else the one from npm. */
function findChromium(): Chromium | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named) return { executablePath: named, env: {} }
  const installed = INSTALLED.find((file) => fs.existsSync(file))
  return installed === undefined ? unpackChromium() : { executablePath: installed, env: {} }
}

/** The browser speaks to our own server and to nobody else. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser for others to connect to; undefined where there is none. */
export async function launchBrowser(): Promise<BrowserServer | undefined> {
  const found = findChromium()
  if (!found) return undefined
  return chromium.launchServer({
    host: '127.0.0.1',
    executablePath: found.executablePath,
    args: QUIET,
    env: { ...(process.env as Record<string, string>), HOME: process.env['HOME'] ?? os.tmpdir(), ...found.env },
  })
}
