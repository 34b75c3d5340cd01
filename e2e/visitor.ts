import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** The folder for pictures; without it none are taken. */
const SHOTS = process.env['E2E_SHOTS'] ?? ''
const PASSWORD = 'demo-station'
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

let connected: Promise<Browser> | undefined
/** The browser that all journeys share. */
export const connect = (): Promise<Browser> => (connected ??= chromium.connect(inject('browser')))

/** Somebody in front of a browser of their own. */
export interface Visitor {
  readonly page: Page
  /** What went wrong in the page, script errors and refusals of its security policy among it. */
  readonly faults: readonly string[]
  readonly leave: () => Promise<void>
}

/** A new browser window with nobody signed in. */
export const visit = (at = '/', viewport = WIDE): Promise<Visitor> => open(at, viewport)

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
const sessions = new Map<string, Cookies>()

/** The same, signed in under a demonstration account, on the page asked for. An account signs in again where its session has ended. */
export async function visitAs(account: string, at = '/', viewport = WIDE): Promise<Visitor> {
  const visitor = await open(at, viewport, sessions.get(account))
  const navigation = visitor.page.getByRole('navigation', { name: '主导航' })
  const door = visitor.page.getByLabel('账号', { exact: true })
  await navigation.or(door).waitFor()
  if (await door.isVisible()) {
    await signIn(visitor.page, account)
    sessions.set(account, await visitor.page.context().cookies())
  }
  return visitor
}

async function open(at: string, viewport: typeof WIDE, cookies?: Cookies): Promise<Visitor> {
  const browser = await connect()
  const context = await browser.newContext({
    baseURL: inject('address'),
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  if (cookies) await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) faults.push(said.text())
  })
  await page.goto(at)
  return { page, faults, leave: () => context.close() }
}

export async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** No serious or critical fault that axe finds in a part of the page; moderate ones are for people to judge. */
export async function expectAccessible(page: Page, part = 'body'): Promise<void> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: { run: (where: string, how: object) => Promise<AxeAnswer> } }
    const { violations } = await axe.run(selector, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }, part)
  expect(found).toEqual([])
}

interface AxeAnswer {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** Keeps a picture of the page, for people to look at. */
export async function keepShot(page: Page, name: string): Promise<void> {
  if (SHOTS === '') return
  fs.mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`) })
}

/** Keeps the page as it would be printed on A4. */
export async function keepPrint(page: Page, name: string): Promise<void> {
  if (SHOTS === '') return
  fs.mkdirSync(SHOTS, { recursive: true })
  await page.pdf({ path: path.join(SHOTS, `${name}.pdf`), preferCSSPageSize: true })
}

/** The page is no wider than the window: nothing is cut, nothing scrolls sideways as a whole. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
