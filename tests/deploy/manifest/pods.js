// What podman can play of a rendered kustomization: the StatefulSet as a
// Deployment of one pod with its claim, ports on this machine's loopback.
//
//   node pods.js RENDERED.yaml EXTRACTOR_PORT AGGREGATOR_PORT
import {readFileSync} from 'node:fs';
import {parseAllDocuments, stringify} from 'yaml';

const [rendered, ...hostPorts] = process.argv.slice(2);
const resources = parseAllDocuments(readFileSync(rendered, 'utf8'))
                      .map((document) => document.toJS());

function claims({volumeClaimTemplates = []}) {
  return volumeClaimTemplates.map(({metadata, spec}) => (
    {apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec}));
}

function deployment({metadata, spec}, hostPort) {
  const {selector, template, volumeClaimTemplates = []} = spec;
  for (const {metadata: {name}} of volumeClaimTemplates) {
    template.spec.volumes.push(
        {name, persistentVolumeClaim: {claimName: name}});
  }
  Object.assign(template.spec.containers[0].ports[0],
                {hostIP: '127.0.0.1', hostPort: Number(hostPort)});
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {replicas: 1, selector, template},
  };
}

function workload(kind) {
  return resources.find((resource) => resource.kind === kind);
}

const played = [
  ...resources.filter(({kind}) => kind === 'ConfigMap'),
  ...claims(workload('StatefulSet').spec),
  deployment(workload('Deployment'), hostPorts[0]),
  deployment(workload('StatefulSet'), hostPorts[1]),
];
console.log(played.map((resource) => stringify(resource)).join('---\n'));
