// The bot in Azure: Container Apps with two replicas, a user-assigned managed identity (no secret to renew), PostgreSQL
// flexible server, and a single-tenant bot registration with the Teams channel. docs/deployment.md leads through it.
// az deployment group create --resource-group boten --template-file deploy/azure/main.bicep --parameters image=… secretariat=…

@description('The container image, such as myregistry.azurecr.io/boten:1.0.0.')
param image string
@description('Entra object ids of the secretariat, with commas between.')
param secretariat string
@description('Tenants whose activities are accepted, with commas between; empty for this one alone.')
param tenants string = ''
@description('The registry that holds the image; the identity is let in to pull.')
param registry string
@secure()
@description('The password of the database administrator; kept in Key Vault and nowhere else.')
param databasePassword string
param location string = resourceGroup().location
@description('Where the bot is registered: global, or westeurope to have it registered in the EU alone.')
@allowed(['global', 'westeurope'])
param botLocation string = 'global'
param name string = 'boten'

var suffix = uniqueString(resourceGroup().id)
var vaultName = take('${name}-${suffix}', 24)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${suffix}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: 'boten'
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }
  resource store 'databases' = {
    name: 'boten'
    properties: { charset: 'UTF8' }
  }
  resource fromAzure 'firewallRules' = {
    name: 'from-azure'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: subscription().tenantId
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
  resource store 'secrets' = {
    name: 'bot-store'
    properties: {
      value: 'postgresql://boten:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}/boten?sslmode=require'
    }
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, 'secrets')
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    // Key Vault Secrets User
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  dependsOn: [readsSecrets]
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      ingress: { external: true, targetPort: 3978, transport: 'http', allowInsecure: false }
      registries: [{ server: registry, identity: identity.id }]
      secrets: [{ name: 'bot-store', keyVaultUrl: vault::store.properties.secretUri, identity: identity.id }]
    }
    template: {
      terminationGracePeriodSeconds: 20
      scale: { minReplicas: 2, maxReplicas: 2 }
      containers: [
        {
          name: 'boten'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppTenantId', value: subscription().tenantId }
            { name: 'BOT_TENANTS', value: tenants }
            { name: 'BOT_SECRETARIAT', value: secretariat }
            { name: 'BOT_ADDRESS', value: 'https://${name}.${environment.properties.defaultDomain}' }
            { name: 'BOT_STORE', secretRef: 'bot-store' }
            { name: 'PORT', value: '3978' }
          ]
          probes: [
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 10 }
          ]
        }
      ]
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${suffix}'
  location: botLocation
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Södertörnsboten'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: subscription().tenantId
    msaAppMSIResourceId: identity.id
  }
  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: { channelName: 'MsTeamsChannel' }
  }
}

output appId string = identity.properties.clientId
output domain string = app.properties.configuration.ingress.fqdn
