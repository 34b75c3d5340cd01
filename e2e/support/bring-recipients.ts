import type { Page } from 'playwright-core'

/** Writes down who of the recipients took part in an acceptance, as the law asks. */
export async function bringRecipients(page: Page): Promise<void> {
  await page.getByLabel('服务对象代表人数').fill('3')
  await page.getByLabel('代表的意见').fill('同意开站')
}
