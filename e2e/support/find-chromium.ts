import { chromium } from 'playwright-core'
import { launchBrowser } from './launch-browser.ts'

/** Exits 0 where a browser starts, for the test runner to know. */
const server = await launchBrowser().catch((error: unknown) => {
  console.error(error)
  return undefined
})
if (server) console.log(`Chromium ${(await chromium.connect(server.wsEndpoint())).version()}`)
await server?.close()
process.exitCode = server ? 0 : 1
