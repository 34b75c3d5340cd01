import { launchBrowser } from './launch-browser.ts'

/** Exits 0 where a browser starts, for the test runner to know. */
const browser = await launchBrowser().catch((error: unknown) => {
  console.error(error)
  return undefined
})
if (browser) console.log(`Chromium ${browser.version()}`)
await browser?.close()
process.exitCode = browser ? 0 : 1
