// Writes annotations as GitHub's own toolkit does: one JSON object per line in, one workflow command per line out.
import { createInterface } from 'node:readline';
import { error, notice, warning } from '@actions/core';

const write = { error, warning, info: notice };
for await (const line of createInterface({ input: process.stdin })) {
  const { severity, message, ...properties } = JSON.parse(line);
  write[severity](message, properties);
}
