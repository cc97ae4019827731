// What Kubernetes would be asked for: valid by its schemas, closed as the
// "restricted" pod security standard wants it, and in step with the services.
//
//   node manifest_test.js ROOT RENDERED: kustomizations rendered as NAME.yaml
import {deepEqual, equal, ok, rejects, throws} from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {test} from 'node:test';
import {parseAllDocuments} from 'yaml';

const [root, rendered] = process.argv.slice(2);
const VERSION = execFileSync(join(root, 'deploy/version')).toString().trim();

function read(name) {
  return readFileSync(join(root, name), 'utf8');
}

function parse(text) {
  return parseAllDocuments(text).map((document) => {
    deepEqual(document.errors, []);
    return document.toJS({maxAliasCount: -1});
  });
}

async function modelOf({apiVersion, kind}) {
  const library = apiVersion.startsWith('monitoring.coreos.com/') ?
      '@kubernetes-models/prometheus-operator' :
      'kubernetes-models';
  const models = await import(`${library}/${apiVersion}`);
  ok(models[kind], `${apiVersion} ${kind} does not exist`);
  return models[kind];
}

// The value, which reports the paths of what is read of it and of its parts.
function watched(value, path, report) {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol') return target[key];
      report(`${path}.${key}`);
      return watched(target[key], `${path}.${key}`, report);
    },
  });
}

function pathsOf(value, path) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap(
      (key) => [`${path}.${key}`, ...pathsOf(value[key], `${path}.${key}`)]);
}

// The schemas let fields pass that they do not know, and never look at them.
async function validate(resource) {
  const Model = await modelOf(resource);
  const read = new Set();
  Model.prototype.validate.call(
      watched(resource, resource.kind, (path) => read.add(path)));
  deepEqual(pathsOf(resource, resource.kind).filter((path) => !read.has(path)),
            [], 'fields that the schema does not know');
}

// The one resource of that kind, whose name has that end.
function one(resources, kind, end = '') {
  const found = resources.filter(
      (r) => r.kind === kind && r.metadata.name.endsWith(end));
  equal(found.length, 1, `${kind} ${end}`);
  return found[0];
}

function workloads(resources) {
  return resources.filter((r) => r.spec?.template);
}

function bytes(quantity) {
  const [, number, unit] = /^(\d+)([KMG]i)$/.exec(quantity);
  return number * 1024 ** ('KMG'.indexOf(unit[0]) + 1);
}

// A number that a service's sample configuration has.
function setting(service, name) {
  const text = read(`deploy/config/${service}.textproto`);
  return Number(new RegExp(`^ *${name}: (\\d+)$`, 'm').exec(text)[1]);
}

// https://kubernetes.io/docs/concepts/security/pod-security-standards/
function checkRestricted({template: {spec}}) {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    ok(!spec[field], field);
  }
  ok(spec.securityContext.runAsNonRoot);
  ok(spec.securityContext.runAsUser > 0);
  equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault');
  const allowed = ['configMap', 'emptyDir', 'persistentVolumeClaim', 'secret'];
  for (const {name, ...source} of spec.volumes) {
    ok(allowed.includes(Object.keys(source)[0]), name);
  }
  for (const container of spec.containers) {
    const {securityContext, ports} = container;
    equal(securityContext.allowPrivilegeEscalation, false);
    equal(securityContext.readOnlyRootFilesystem, true);
    deepEqual(securityContext.capabilities, {drop: ['ALL']});
    ok(!securityContext.privileged);
    ok(ports.every(({hostPort}) => hostPort === undefined));
  }
}

// Ports, volumes, files and names that one thing has and another speaks of.
function checkReferences(resources, workload) {
  const {selector, template, volumeClaimTemplates = []} = workload.spec;
  const {labels} = template.metadata;
  for (const [label, value] of Object.entries(selector.matchLabels)) {
    equal(labels[label], value);
  }
  const [container] = template.spec.containers;
  const volumes = [
    ...template.spec.volumes.map(({name}) => name),
    ...volumeClaimTemplates.map(({metadata}) => metadata.name),
  ];
  deepEqual(container.volumeMounts.map(({name}) => name).sort(),
            volumes.sort());
  const paths = container.volumeMounts.map(({mountPath}) => mountPath);
  const files = [
    ...container.args.map((arg) => arg.replace('--config=', '')),
    ...container.env.map(({value}) => value),
  ].filter((value) => value?.startsWith('/'));
  for (const file of files) {
    ok(paths.some((path) => file.startsWith(`${path}/`)), file);
  }
  for (const {configMap} of template.spec.volumes) {
    if (configMap) one(resources, 'ConfigMap', configMap.name);
  }
  const service = one(resources, 'Service', workload.metadata.name);
  equal(service.spec.clusterIP, 'None');
  for (const [label, value] of Object.entries(service.spec.selector)) {
    equal(labels[label], value);
  }
  const ports = new Map(
      container.ports.map(({name, containerPort}) => [name, containerPort]));
  for (const {port, targetPort} of service.spec.ports) {
    equal(ports.get(targetPort), port);
  }
}

// Settings; the program itself refuses what it does not know.
function checkVariables(workload) {
  const [container] = workload.spec.template.spec.containers;
  const proto = read('proto/nianbao/v1/server_config.proto');
  for (const {name} of container.env) {
    const words = name.replace('NIANBAO_', '').toLowerCase();
    const fields = [...proto.matchAll(/(\w+) = \d+;/g)].map(([, f]) => f);
    ok(fields.some((field) => words === field || words.endsWith(`_${field}`)),
       name);
  }
}

function checkLimits(workload) {
  const service = workload.metadata.name.replace('nianbao-', '');
  const {spec} = workload.spec.template;
  ok(spec.terminationGracePeriodSeconds > setting(service, 'drain_seconds'));
  const {limits} = spec.containers[0].resources;
  equal(spec.containers[0].image.split(':').at(-1), VERSION);
  return {service: workload.metadata.name, memory: bytes(limits.memory)};
}

// Bytes that rules.yml takes for a service's limit.
function ruledLimit(record, job) {
  const [{groups}] = parse(read('deploy/prometheus/rules.yml'));
  const rule = groups.flatMap(({rules}) => rules)
                   .find((r) => r.record === record && r.labels.job === job);
  const [, factor] = /^vector\((\d+) \* 1024 \^ 3\)$/.exec(rule.expr);
  return factor * 1024 ** 3;
}

for (const file of readdirSync(rendered)) {
  const overlay = basename(file, '.yaml');
  const resources = parse(readFileSync(join(rendered, file), 'utf8'));

  test(`${overlay}: the schemas accept it`, async () => {
    for (const resource of resources) await validate(resource);
  });

  test(`${overlay}: all is in one namespace`, () => {
    const namespace = one(resources, 'Namespace');
    equal(namespace.metadata.labels['pod-security.kubernetes.io/enforce'],
          'restricted');
    for (const {kind, metadata} of resources) {
      if (kind !== 'Namespace') {
        equal(metadata.namespace, namespace.metadata.name, metadata.name);
      }
    }
  });

  test(`${overlay}: workloads are restricted and hold together`, () => {
    equal(workloads(resources).length, 2);
    for (const workload of workloads(resources)) {
      checkRestricted(workload.spec);
      checkReferences(resources, workload);
      checkVariables(workload);
      checkLimits(workload);
    }
  });

  test(`${overlay}: probes speak what the service speaks`, () => {
    for (const {spec: {template: {spec}}} of workloads(resources)) {
      const [container] = spec.containers;
      const plaintext = container.env.some(
          ({name}) => name === 'NIANBAO_LISTENER_ALLOW_PLAINTEXT');
      for (const probe of ['readinessProbe', 'livenessProbe']) {
        if (plaintext) {
          equal(container[probe].grpc.port, container.ports[0].containerPort);
          equal(container[probe].exec, undefined);
        } else {
          const {command} = container[probe].exec;
          deepEqual(command.slice(1), [...container.args, '--health']);
        }
      }
    }
  });

  test(`${overlay}: the configuration is that of deploy/config`, () => {
    for (const service of ['extractor', 'aggregator']) {
      const name = `${service}.textproto`;
      const maps = resources.filter(({data}) => data?.[name]);
      equal(maps.length, 1);
      equal(maps[0].data[name], read(`deploy/config/${name}`));
    }
  });

  test(`${overlay}: pods are reached by calls alone, unless watched`, () => {
    const policies = resources.filter(({kind}) => kind === 'NetworkPolicy');
    const ports = policies.flatMap(({spec}) => spec.ingress)
                      .flatMap(({ports}) => ports.map(({port}) => port));
    deepEqual(ports, overlay === 'production' ? ['grpc', 'metrics'] : ['grpc']);
    for (const {spec: {podSelector, egress}} of policies) {
      equal(egress, undefined);
      for (const {spec: {template}} of workloads(resources)) {
        for (const [label, value] of Object.entries(podSelector.matchLabels)) {
          equal(template.metadata.labels[label], value);
        }
      }
    }
  });

  test(`${overlay}: extractors come and go by load`, () => {
    const {spec} = one(resources, 'HorizontalPodAutoscaler');
    equal(spec.scaleTargetRef.name, 'nianbao-extractor');
    equal(one(resources, 'Deployment').spec.replicas, undefined);
    ok(spec.minReplicas >= 2);
    const metrics = spec.metrics.map(
        ({resource, pods}) => resource?.name ?? pods.metric.name);
    const [{rules: [rule]}] = parse(read('deploy/prometheus/adapter.yml'));
    deepEqual(metrics,
              overlay === 'production' ? ['cpu', rule.name.as] : ['cpu']);
    const {spec: budget} = one(resources, 'PodDisruptionBudget');
    deepEqual(budget.selector, one(resources, 'Deployment').spec.selector);
  });
}

const base = parse(readFileSync(join(rendered, 'base.yaml'), 'utf8'));

test('rules warn of the limits that the base sets', () => {
  for (const workload of workloads(base)) {
    const {service, memory} = checkLimits(workload);
    equal(ruledLimit('nianbao:memory_limit_bytes', service), memory);
  }
  const [claim] = one(base, 'StatefulSet').spec.volumeClaimTemplates;
  equal(ruledLimit('nianbao:store_limit_bytes', 'nianbao-aggregator'),
        bytes(claim.spec.resources.requests.storage));
});

test('faults are found', async () => {
  const faults = [
    (r) => r.spec.template.spec.containers[0].readynessProbe = {},
    (r) => delete r.spec.selector,
    (r) => r.spec.template.spec.containers[0].ports[0].containerPort = '7701',
  ];
  for (const fault of faults) {
    const broken = structuredClone(one(base, 'Deployment'));
    fault(broken);
    await rejects(validate(broken));
  }
  const open = structuredClone(one(base, 'Deployment'));
  open.spec.template.spec.containers[0].securityContext.privileged = true;
  throws(() => checkRestricted(open.spec));
});
