import type { FastifyInstance } from 'fastify'
import { writeXlsx } from 'hucre/xlsx'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import * as contract from '#contract/import.ts'
import { newId } from '#server/http/new-id.ts'

type View = contract.ImportBatchView
export const HEADINGS = ['乡镇', '站名', '面积', '人数', '启用日期', '独立用房']

export const sheet = (rows: readonly (readonly unknown[])[], headings: readonly string[] = HEADINGS) =>
  writeXlsx({ sheets: [{ name: '数据', rows: [headings, ...rows] as never }] })

/** Whoever takes spreadsheets in: sends, waits until the work is over, looks. */
export function importClient(app: () => FastifyInstance, importer = 'sample') {
  async function send(who: string | undefined, endpoint: Endpoint, input: Record<string, unknown>, file?: Uint8Array) {
    const { method, url, body, headers } = requestFor(endpoint, input)
    return app().inject({
      method,
      url,
      ...(who !== undefined && { cookies: { sgz_session: who } }),
      headers: {
        ...headers,
        ...(file ? { 'content-type': 'application/octet-stream' } : body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(file ? { payload: Buffer.from(file) } : body !== undefined && { payload: body }),
    })
  }
  async function ask<T = View>(endpoint: Endpoint, input: Record<string, unknown>, file?: Uint8Array): Promise<T> {
    const answer = await send('bureau', endpoint, input, file)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json<T>()
  }
  const upload = (file: Uint8Array, name = '站点.xlsx') => ask(contract.uploadImport, { importer, batchid: newId(), name }, file)
  async function settled(batchId: string): Promise<View> {
    for (;;) {
      const view = await ask(contract.readImport, { batchId })
      if (!view.state.endsWith('ing')) return view
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  async function act(endpoint: Endpoint, batchId: string, more: Record<string, unknown> = {}): Promise<View> {
    await ask(endpoint, { batchId, ...more })
    return settled(batchId)
  }
  const check = (view: View): Promise<View> => act(contract.checkImport, view.id, { mapping: view.mapping })
  async function take(rows: readonly (readonly unknown[])[]): Promise<View> {
    const checked = await check(await upload(await sheet(rows)))
    return act(contract.confirmImport, checked.id)
  }
  return { send, ask, upload, act, check, take }
}
