import { z } from 'zod'
import { carriesBody, fileHeader, pathParameters, type Endpoint } from '#contract/endpoint.ts'
import { Problem } from '#contract/problem.ts'

/** What OpenAPI lists. */
export function describeRoute(endpoint: Endpoint, output: z.ZodType): Record<string, unknown> {
  const inPath = Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, true as const])) as Record<string, never>
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    description: endpoint.who === 'anyone' ? '无需登录' : endpoint.who === 'signed-in' ? '需登录' : `需能力：${endpoint.who}`,
    tags: [endpoint.name.split('.')[0]],
    ...(Object.keys(inPath).length > 0 && { params: endpoint.input.pick(inPath) }),
    ...describeRest(endpoint, endpoint.input.omit(inPath)),
    response: { 200: output, '4xx': Problem, '5xx': Problem },
  }
}

function describeRest({ method, takesFile }: Endpoint, rest: z.ZodObject): Record<string, unknown> {
  if (takesFile)
    return {
      consumes: ['application/octet-stream'],
      headers: z.object(Object.fromEntries(Object.entries(rest.shape).map(([name, shape]) => [fileHeader(name), shape]))),
      body: z.any().meta({ type: 'string', format: 'binary', description: '文件的字节' }),
    }
  if (Object.keys(rest.shape).length === 0) return {}
  return { [carriesBody(method) ? 'body' : 'querystring']: rest }
}
